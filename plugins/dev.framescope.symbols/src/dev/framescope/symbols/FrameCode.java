package dev.framescope.symbols;

import dev.framescope.symbols.elf.ByteReader;

/**
 * Recognises the instructions that make a frame with a frame pointer and store arguments in it:
 * RV64 with compressed instructions (Unprivileged Architecture, chapters "RV32/64G Instruction Set
 * Listings" and "C Extension").
 */
final class FrameCode {

    private static final int RA = 1;
    private static final int SP = 2;
    private static final int FP = 8;
    private static final int S1 = 9;
    private static final int A0 = 10;
    private static final int A7 = 17;
    private static final int S2 = 18;
    private static final int S11 = 27;

    private FrameCode() {}

    /**
     * An instruction, as far as frames are concerned.
     *
     * @param length in bytes
     * @param makesFrame whether it saves a register or stores an argument in the frame, or points
     *     the frame pointer to it
     * @param leaves whether another instruction than the next one may follow
     */
    record Instruction(int length, boolean makesFrame, boolean leaves) {}

    /** Reads one instruction. */
    static Instruction read(ByteReader code) throws SymbolException {
        int low = code.u16();
        return (low & 3) == 3 ? standard(low | code.u16() << 16) : compressed(low);
    }

    private static Instruction standard(int bits) {
        int rd = bits >> 7 & 31;
        int rs1 = bits >> 15 & 31;
        int rs2 = bits >> 20 & 31;
        return switch (bits & 0x7f) {
            case 0x23, 0x27 -> new Instruction(4, isStored(rs1, rs2), false); // stores
            case 0x13 -> // ADDI, and other operations with a constant
                    new Instruction(4, (bits >> 12 & 7) == 0 && rd == FP && rs1 == SP, false);
            case 0x63, 0x67, 0x6f, 0x73 ->
                    new Instruction(4, false, true); // branches, jumps, ECALL
            default -> new Instruction(4, false, false);
        };
    }

    private static Instruction compressed(int bits) {
        int function = bits >> 13 & 7;
        boolean store = function >= 5; // C.FSD, C.SW, C.SD in quadrant 0; their SP forms in 2
        int rs2 = bits >> 2 & 31;
        boolean makes = false;
        boolean leaves = false;
        switch (bits & 3) {
            case 0 -> {
                int register = FP + (bits >> 2 & 7);
                int base = FP + (bits >> 7 & 7);
                boolean pointsToFrame = function == 0 && register == FP; // C.ADDI4SPN
                makes = store ? isStored(base, register) : pointsToFrame;
            }
            case 1 -> leaves = function >= 5; // C.J, C.BEQZ, C.BNEZ
            default -> {
                makes = store && isStored(SP, rs2);
                leaves = function == 4 && rs2 == 0; // C.JR, C.JALR, C.EBREAK
            }
        }
        return new Instruction(2, makes, leaves);
    }

    /** Registers are saved by the stack pointer, arguments stored by the frame pointer. */
    private static boolean isStored(int base, int register) {
        boolean preserved =
                register == RA
                        || register == FP
                        || register == S1
                        || register >= S2 && register <= S11;
        boolean argument = register >= A0 && register <= A7;
        return base == SP && preserved || base == FP && argument;
    }
}
