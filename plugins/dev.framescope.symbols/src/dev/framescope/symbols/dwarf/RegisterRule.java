package dev.framescope.symbols.dwarf;

/** How the caller's value of a register is found (DWARF 5, section 6.4.1). */
public sealed interface RegisterRule {

    /** The value cannot be recovered; as the return address's rule: there is no caller. */
    record Undefined() implements RegisterRule {}

    /** The register has not been changed. */
    record SameValue() implements RegisterRule {}

    /**
     * The value is saved in memory.
     *
     * @param offset in bytes from the canonical frame address to where it is saved
     */
    record SavedAt(long offset) implements RegisterRule {}

    /**
     * The value is the canonical frame address plus an offset.
     *
     * @param offset in bytes
     */
    record CfaPlus(long offset) implements RegisterRule {}

    /**
     * The value is in another register.
     *
     * @param register DWARF register number
     */
    record InRegister(int register) implements RegisterRule {}

    /**
     * The value is saved in memory, where a DWARF expression says.
     *
     * @param bytes the operations, which start with the canonical frame address on the stack; not
     *     to be changed
     */
    record SavedAtExpression(byte[] bytes) implements RegisterRule {}

    /**
     * The value is what a DWARF expression gives.
     *
     * @param bytes the operations, which start with the canonical frame address on the stack; not
     *     to be changed
     */
    record ValueExpression(byte[] bytes) implements RegisterRule {}
}
