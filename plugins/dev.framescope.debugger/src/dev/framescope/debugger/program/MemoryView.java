package dev.framescope.debugger.program;

import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

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
        return satp == 0 ? OptionalLong.of(vaddr) : hart.physicalAddress(satp, vaddr);
    }

    /**
     * Copies memory.
     *
     * @return how many bytes were copied before the first that is not mapped to RAM or ROM
     */
    public int read(long vaddr, byte[] destination, int offset, int length) {
        return machine.readSpace(satp, vaddr, destination, offset, length);
    }
}
