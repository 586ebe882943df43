package dev.framescope.debugger.disassembly;

/**
 * The addresses that a disassembly is about.
 *
 * @param hart the hart by whose rules addresses are translated
 * @param satp the root of the page tables that translate them; 0 if they are physical
 */
public record CodeSpace(int hart, long satp) {
    /** Physical addresses. */
    public static CodeSpace physical(int hart) {
        return new CodeSpace(hart, 0);
    }

    /** Whether addresses are virtual. */
    public boolean translated() {
        return satp != 0;
    }
}
