package dev.framescope.debugger.disassembly;

import dev.framescope.machine.Privilege;

/**
 * The addresses that a disassembly is about.
 *
 * @param hart the hart by whose rules addresses are translated
 * @param privilege the mode of the code, by which it is told whose program it is
 * @param satp the root of the page tables that translate them; 0 if they are physical
 */
public record CodeSpace(int hart, Privilege privilege, long satp) {
    /** Physical addresses, as the kernel meets them before it turns paging on. */
    public static CodeSpace physical(int hart) {
        return new CodeSpace(hart, Privilege.SUPERVISOR, 0);
    }

    /** Whether addresses are virtual. */
    public boolean translated() {
        return satp != 0;
    }
}
