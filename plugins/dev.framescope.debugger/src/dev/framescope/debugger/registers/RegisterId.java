package dev.framescope.debugger.registers;

/** Names one register of a hart. */
public sealed interface RegisterId {
    /** The program counter. */
    record Pc() implements RegisterId {}

    /**
     * An integer register.
     *
     * @param number 0 to 31
     */
    record General(int number) implements RegisterId {}

    /**
     * A floating-point register.
     *
     * @param number 0 to 31
     */
    record FloatingPoint(int number) implements RegisterId {}

    /**
     * A control and status register.
     *
     * @param number 0 to 0xfff
     */
    record Csr(int number) implements RegisterId {}
}
