package dev.framescope.debugger.registers;

/** How debug information numbers registers (RISC-V ELF psABI, DWARF Register Numbers). */
final class DwarfNumbers {
    static final int F0 = 32;
    static final int COUNT = 32;
    static final int CSR = 4096;
    static final int CSRS = 4096;

    private DwarfNumbers() {}
}
