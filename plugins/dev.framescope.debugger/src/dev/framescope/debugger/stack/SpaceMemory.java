package dev.framescope.debugger.stack;

import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Translation;
import dev.framescope.machine.memory.LittleEndian;

import java.util.List;
import java.util.OptionalLong;

/**
 * Memory as it appears under one page table, which need not be the one that a hart uses now. Reads
 * regardless of page permissions. Valid as long as the inspection is.
 *
 * @param inspection the machine
 * @param hart whose extensions of the page-table format hold
 * @param satp the root, 0 where addresses are physical
 */
record SpaceMemory(Inspection inspection, HartInspection hart, long satp) {
    private static final long PAGE = 4096;

    /** The valid, execute and user bits of a page-table entry (Privileged Architecture, 12.3). */
    private static final long PTE_X = 1 << 3;

    private static final long PTE_U = 1 << 4;

    SpaceMemory withSatp(long other) {
        return other == satp ? this : new SpaceMemory(inspection, hart, other);
    }

    /**
     * Copies memory.
     *
     * @return how many bytes were copied before the first that is not mapped to memory
     */
    int read(long vaddr, byte[] into, int length) {
        int done = 0;
        while (done < length) {
            long at = vaddr + done;
            int piece = (int) Math.min(length - done, PAGE - (at & PAGE - 1));
            OptionalLong paddr = physical(at);
            int read =
                    paddr.isPresent()
                            ? inspection.readPhysical(paddr.getAsLong(), into, done, piece)
                            : 0;
            done += read;
            if (read < piece) {
                break;
            }
        }
        return done;
    }

    /** Eight bytes, little-endian; empty if they cannot be read. */
    OptionalLong readLong(long vaddr) {
        byte[] bytes = new byte[Long.BYTES];
        return read(vaddr, bytes, bytes.length) < bytes.length
                ? OptionalLong.empty()
                : OptionalLong.of(LittleEndian.get(bytes, 0, Long.BYTES));
    }

    /** The physical address; empty if the virtual one is not mapped. */
    OptionalLong physical(long vaddr) {
        if (satp == 0) {
            return OptionalLong.of(vaddr);
        }
        OptionalLong readable = hart.translate(satp, vaddr, Access.LOAD).paddr();
        return readable.isPresent() ? readable : hart.translate(satp, vaddr, Access.FETCH).paddr();
    }

    /**
     * Whether there is code: mapped to memory, executable, and as the mode's own.
     *
     * @param user whether user mode is to execute it
     */
    boolean isExecutable(long vaddr, boolean user) {
        if (inspection.readPhysical(physical(vaddr).orElse(-1), new byte[2], 0, 2) < 2) {
            return false;
        }
        if (satp == 0) {
            return true;
        }
        List<Translation.Step> steps = hart.translate(satp, vaddr, Access.LOAD).steps();
        long leaf = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).pte();
        return (leaf & PTE_X) != 0 && (leaf & PTE_U) != 0 == user;
    }
}
