package dev.framescope.symbols.dwarf;

/**
 * How the canonical frame address, the caller's stack pointer, is found (DWARF 5, section 6.4.1).
 */
public sealed interface CfaRule {

    /**
     * A register plus an offset.
     *
     * @param register DWARF register number: 0 to 31 are x0 to x31
     * @param offset in bytes
     */
    record RegisterOffset(int register, long offset) implements CfaRule {}

    /**
     * What a DWARF expression gives.
     *
     * @param bytes the operations; not to be changed
     */
    record Expression(byte[] bytes) implements CfaRule {}
}
