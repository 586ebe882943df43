package dev.framescope.debugger.program;

import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Access;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Translation;

import java.util.OptionalLong;

/**
 * Memory as code sees it that runs in a mode under a page table: a hart's own, or those of
 * interrupted code. Use on the machine thread, within the inspection it was made in.
 *
 * @param hart the hart whose page walk is used
 * @param machine its machine
 * @param privilege the mode of the code
 * @param satp what translates the addresses; 0 if they are physical
 */
public record MemoryView(HartInspection hart, Inspection machine, Privilege privilege, long satp) {
    private static final int PAGE_BYTES = 4096;

    /** What a hart sees as it stands. */
    public static MemoryView of(HartInspection hart, Inspection machine) {
        return new MemoryView(hart, machine, hart.privilege(), hart.effectiveSatp());
    }

    /** Whether addresses go through a page table. */
    public boolean translated() {
        return satp != 0;
    }

    /** The physical page number of the root page table; 0 if there is none. */
    public long rootPpn() {
        return PageTables.rootPpn(satp);
    }

    /** Where an address leads, whatever the page permits; empty if it is not mapped. */
    public OptionalLong physical(long vaddr) {
        if (!translated()) {
            return OptionalLong.of(vaddr);
        }
        Translation read = hart.translate(satp, vaddr, Access.LOAD);
        return read.paddr().isPresent()
                ? read.paddr()
                : hart.translate(satp, vaddr, Access.FETCH).paddr();
    }

    /**
     * Copies memory.
     *
     * @return how many bytes were copied before the first that is not mapped to RAM or ROM
     */
    public int read(long vaddr, byte[] destination, int offset, int length) {
        if (!translated()) {
            return machine.readPhysical(vaddr, destination, offset, length);
        }
        if (satp == hart.effectiveSatp()) {
            return hart.readVirtual(vaddr, destination, offset, length);
        }
        int done = 0;
        while (done < length) {
            long at = vaddr + done;
            OptionalLong paddr = physical(at);
            int wanted = Math.min(length - done, PAGE_BYTES - (int) (at & PAGE_BYTES - 1));
            int got =
                    paddr.isPresent()
                            ? machine.readPhysical(
                                    paddr.getAsLong(), destination, offset + done, wanted)
                            : 0;
            done += got;
            if (got < wanted) {
                break;
            }
        }
        return done;
    }
}
