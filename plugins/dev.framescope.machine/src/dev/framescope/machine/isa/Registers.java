package dev.framescope.machine.isa;

/** The integer registers by their names in the ABI (RISC-V ELF psABI, Register Convention). */
public final class Registers {
    public static final int RA = 1;
    public static final int SP = 2;
    public static final int FP = 8;
    public static final int A0 = 10;
    public static final int A1 = 11;

    private static final String[] NAMES = {
        "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4",
        "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4",
        "t5", "t6"
    };

    private Registers() {}

    /** The ABI name of an integer register, 0 to 31. */
    public static String name(int register) {
        return NAMES[register];
    }
}
