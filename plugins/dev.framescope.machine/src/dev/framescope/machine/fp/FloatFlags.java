package dev.framescope.machine.fp;

/** The accrued exceptions, as in fflags (Unprivileged ISA, Floating-Point CSR). */
public final class FloatFlags {
    /** Inexact. */
    public static final int NX = 1;

    /** Underflow: tiny after rounding, and inexact. */
    public static final int UF = 1 << 1;

    /** Overflow. */
    public static final int OF = 1 << 2;

    /** Division by zero. */
    public static final int DZ = 1 << 3;

    /** Invalid operation. */
    public static final int NV = 1 << 4;

    /** All of them. */
    public static final int MASK = NV | DZ | OF | UF | NX;

    private int raised;

    /** The flags raised since they were last set. */
    public int raised() {
        return raised;
    }

    /** Replaces the flags. */
    public void set(int flags) {
        raised = flags & MASK;
    }

    void raise(int flags) {
        raised |= flags;
    }

    /** Whether a further inexact result would change nothing. */
    boolean inexact() {
        return (raised & NX) != 0;
    }
}
