package dev.framescope.machine.fp;

/** The rounding modes as encoded in rm and frm (Unprivileged ISA, Floating-Point CSR). */
public final class RoundingMode {
    /** To nearest, ties to even. */
    public static final int RNE = 0;

    /** Towards zero. */
    public static final int RTZ = 1;

    /** Down, towards minus infinity. */
    public static final int RDN = 2;

    /** Up, towards plus infinity. */
    public static final int RUP = 3;

    /** To nearest, ties away from zero. */
    public static final int RMM = 4;

    /** In an instruction: the mode in frm. */
    public static final int DYN = 7;

    private RoundingMode() {}

    /** Whether numbers can be rounded so; 5, 6 and, in frm, 7 are reserved. */
    public static boolean isValid(int mode) {
        return mode <= RMM;
    }

    /**
     * Whether a magnitude is to be rounded up.
     *
     * @param odd whether its last digit that is kept is odd
     * @param dropped the digits that are dropped: a binary fraction in 64 bits, unsigned, whose
     *     lowest digit is sticky
     */
    static boolean increments(int mode, boolean negative, boolean odd, long dropped) {
        return switch (mode) {
            case RNE -> dropped < 0 && (odd || dropped != Long.MIN_VALUE);
            case RTZ -> false;
            case RDN -> negative && dropped != 0;
            case RUP -> !negative && dropped != 0;
            case RMM -> dropped < 0;
            default -> throw new IllegalArgumentException("rounding mode " + mode);
        };
    }
}
