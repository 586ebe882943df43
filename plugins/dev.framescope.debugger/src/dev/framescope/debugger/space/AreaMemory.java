package dev.framescope.debugger.space;

import dev.framescope.debugger.program.Program;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;

import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Reads and writes memory areas, page by page and whatever pages permit. Addresses of the kernel
 * that are not translated yet mean the memory it was loaded to, as long as there is none at the
 * address itself. On the machine thread.
 */
public final class AreaMemory {
    private final Inspection machine;
    private final Program kernel;
    private final long satp;
    private final int hart;
    private final boolean physical;

    /**
     * An area as it is now.
     *
     * @throws IndexOutOfBoundsException if it is that of a hart that does not exist
     */
    public AreaMemory(Inspection machine, Program kernel, AddressSpaces spaces, MemoryArea area) {
        this.machine = machine;
        this.kernel = kernel;
        physical = area instanceof MemoryArea.Physical;
        hart = area instanceof MemoryArea.OfHart of ? of.id() : 0;
        satp =
                switch (area) {
                    case MemoryArea.Physical all -> 0;
                    case MemoryArea.OfHart of -> machine.hart(of.id()).effectiveSatp();
                    case MemoryArea.Space space -> spaces.satpOf(space.rootPpn());
                };
    }

    /** Reads what there is of some bytes. */
    public MemoryBytes read(long address, int length) {
        byte[] bytes = new byte[length];
        BitSet present = new BitSet(length);
        for (int done = 0; done < length; ) {
            int piece = PageWriter.inSamePage(address + done, length - done);
            OptionalLong paddr = physical(address + done);
            int read =
                    paddr.isPresent()
                            ? machine.readPhysical(paddr.getAsLong(), bytes, done, piece)
                            : 0;
            present.set(done, done + read);
            done += piece;
        }
        return new MemoryBytes(bytes, present);
    }

    /**
     * Writes bytes.
     *
     * @param control of the same inspection
     * @return how many were written before the first for which there is no RAM
     */
    public int write(MachineControl control, long address, byte[] bytes) {
        return PageWriter.write(control, address, bytes, this::physical);
    }

    private OptionalLong physical(long address) {
        if (PageTables.modeOf(satp).translates()) {
            return machine.hart(hart).physicalAddress(satp, address);
        }
        if (physical || machine.readPhysical(address, new byte[1], 0, 1) == 1) {
            return OptionalLong.of(address);
        }
        return kernel.symbols().elf().loadAddress(address);
    }
}
