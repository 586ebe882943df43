package dev.framescope.machine.hart;

/** Interrupt numbers: bits of mip and mie, codes of mcause (Privileged Architecture, mip). */
public final class Interrupt {
    /** Supervisor software. */
    public static final int SSI = 1;

    /** Machine software. */
    public static final int MSI = 3;

    /** Supervisor timer. */
    public static final int STI = 5;

    /** Machine timer. */
    public static final int MTI = 7;

    /** Supervisor external. */
    public static final int SEI = 9;

    /** Machine external. */
    public static final int MEI = 11;

    private Interrupt() {}
}
