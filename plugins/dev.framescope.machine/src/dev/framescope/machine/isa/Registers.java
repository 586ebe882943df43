package dev.framescope.machine.isa;

/** The registers by their names in the ABI (RISC-V ELF psABI, Register Convention). */
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

    private static final String[] FLOAT_NAMES = {
        "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2",
        "fa3", "fa4", "fa5", "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9",
        "fs10", "fs11", "ft8", "ft9", "ft10", "ft11"
    };

    private Registers() {}

    /** The ABI name of an integer register, 0 to 31. */
    public static String name(int register) {
        return NAMES[register];
    }

    /** The ABI name of a floating-point register, 0 to 31. */
    public static String floatName(int register) {
        return FLOAT_NAMES[register];
    }
}
