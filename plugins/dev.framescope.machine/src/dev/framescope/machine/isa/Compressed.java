package dev.framescope.machine.isa;

/**
 * Expands the instructions of the C extension for RV64 into the 32-bit instructions they stand for
 * (Unprivileged ISA, RVC Instruction Set Listings). Reserved encodings are {@link #ILLEGAL}.
 */
final class Compressed {
    /** All zeros is defined to be illegal. */
    static final int ILLEGAL = 0;

    private static final int RA = 1;
    private static final int SP = 2;

    private static final int ADDI = 0x13;
    private static final int ADDIW = 0x1b;
    private static final int ANDI = 0x7013;
    private static final int SLLI = 0x1013;
    private static final int SRLI = 0x5013;
    private static final int SRAI = 0x4000_5013;
    private static final int ADD = 0x33;
    private static final int SUB = 0x4000_0033;
    private static final int XOR = 0x4033;
    private static final int OR = 0x6033;
    private static final int AND = 0x7033;
    private static final int ADDW = 0x3b;
    private static final int SUBW = 0x4000_003b;
    private static final int LUI = 0x37;
    private static final int LW = 0x2003;
    private static final int LD = 0x3003;
    private static final int SW = 0x2023;
    private static final int SD = 0x3023;
    private static final int FLD = 0x3007;
    private static final int FSD = 0x3027;
    private static final int JAL = 0x6f;
    private static final int JALR = 0x67;
    private static final int BEQ = 0x63;
    private static final int BNE = 0x1063;
    private static final int EBREAK = 0x0010_0073;

    private Compressed() {}

    /**
     * @param half the 16 bits
     */
    static int expand(int half) {
        int funct3 = half >>> 13 & 7;
        return switch (half & 3) {
            case 0 -> quadrant0(half, funct3);
            case 1 -> quadrant1(half, funct3);
            case 2 -> quadrant2(half, funct3);
            default -> throw new IllegalArgumentException("not a compressed instruction");
        };
    }

    private static int quadrant0(int half, int funct3) {
        int rd = popular(half, 2);
        int rs1 = popular(half, 7);
        return switch (funct3) {
            case 0 -> { // c.addi4spn
                int offset =
                        bits(half, 11, 2) << 4
                                | bits(half, 7, 4) << 6
                                | bits(half, 6, 1) << 2
                                | bits(half, 5, 1) << 3;
                yield offset == 0 ? ILLEGAL : i(ADDI, rd, SP, offset);
            }
            case 1 -> i(FLD, rd, rs1, doubleOffset(half));
            case 2 -> i(LW, rd, rs1, wordOffset(half));
            case 3 -> i(LD, rd, rs1, doubleOffset(half));
            case 5 -> s(FSD, rs1, rd, doubleOffset(half));
            case 6 -> s(SW, rs1, rd, wordOffset(half));
            case 7 -> s(SD, rs1, rd, doubleOffset(half));
            default -> ILLEGAL;
        };
    }

    private static int quadrant1(int half, int funct3) {
        int rd = bits(half, 7, 5);
        int immediate = immediate6(half);
        return switch (funct3) {
            case 0 -> i(ADDI, rd, rd, immediate);
            case 1 -> rd == 0 ? ILLEGAL : i(ADDIW, rd, rd, immediate);
            case 2 -> i(ADDI, rd, 0, immediate);
            case 3 -> rd == SP ? addi16sp(half) : lui(rd, immediate);
            case 4 -> arithmetic(half);
            case 5 -> jal(0, jumpOffset(half));
            case 6 -> branch(BEQ, half);
            default -> branch(BNE, half);
        };
    }

    private static int addi16sp(int half) {
        int offset =
                -bits(half, 12, 1) << 9
                        | bits(half, 6, 1) << 4
                        | bits(half, 5, 1) << 6
                        | bits(half, 3, 2) << 7
                        | bits(half, 2, 1) << 5;
        return offset == 0 ? ILLEGAL : i(ADDI, SP, SP, offset);
    }

    private static int lui(int rd, int immediate) {
        return immediate == 0 ? ILLEGAL : LUI | rd << 7 | immediate << 12;
    }

    private static int arithmetic(int half) {
        int rd = popular(half, 7);
        int shamt = bits(half, 12, 1) << 5 | bits(half, 2, 5);
        return switch (bits(half, 10, 2)) {
            case 0 -> i(SRLI, rd, rd, shamt);
            case 1 -> i(SRAI, rd, rd, shamt);
            case 2 -> i(ANDI, rd, rd, immediate6(half));
            default -> {
                int rs2 = popular(half, 2);
                yield switch (bits(half, 12, 1) << 2 | bits(half, 5, 2)) {
                    case 0 -> r(SUB, rd, rd, rs2);
                    case 1 -> r(XOR, rd, rd, rs2);
                    case 2 -> r(OR, rd, rd, rs2);
                    case 3 -> r(AND, rd, rd, rs2);
                    case 4 -> r(SUBW, rd, rd, rs2);
                    case 5 -> r(ADDW, rd, rd, rs2);
                    default -> ILLEGAL;
                };
            }
        };
    }

    private static int branch(int base, int half) {
        int offset =
                -bits(half, 12, 1) << 8
                        | bits(half, 10, 2) << 3
                        | bits(half, 5, 2) << 6
                        | bits(half, 3, 2) << 1
                        | bits(half, 2, 1) << 5;
        int encoded =
                (offset >>> 12 & 1) << 31
                        | (offset >>> 5 & 0x3f) << 25
                        | (offset >>> 1 & 0xf) << 8
                        | (offset >>> 11 & 1) << 7;
        return base | encoded | popular(half, 7) << 15;
    }

    private static int quadrant2(int half, int funct3) {
        int rd = bits(half, 7, 5);
        return switch (funct3) {
            case 0 -> i(SLLI, rd, rd, bits(half, 12, 1) << 5 | bits(half, 2, 5));
            case 1 -> i(FLD, rd, SP, doubleStackOffset(half));
            case 2 -> { // c.lwsp
                int offset = bits(half, 12, 1) << 5 | bits(half, 4, 3) << 2 | bits(half, 2, 2) << 6;
                yield rd == 0 ? ILLEGAL : i(LW, rd, SP, offset);
            }
            case 3 -> rd == 0 ? ILLEGAL : i(LD, rd, SP, doubleStackOffset(half));
            case 4 -> moveOrJump(half, rd, bits(half, 2, 5));
            case 5 -> s(FSD, SP, bits(half, 2, 5), doubleStackStoreOffset(half));
            case 6 -> s(SW, SP, bits(half, 2, 5), bits(half, 9, 4) << 2 | bits(half, 7, 2) << 6);
            default -> s(SD, SP, bits(half, 2, 5), doubleStackStoreOffset(half));
        };
    }

    private static int moveOrJump(int half, int rd, int rs2) {
        boolean second = bits(half, 12, 1) != 0;
        if (rs2 != 0) {
            return second ? r(ADD, rd, rd, rs2) : r(ADD, rd, 0, rs2);
        }
        if (rd == 0) {
            return second ? EBREAK : ILLEGAL;
        }
        return i(JALR, second ? RA : 0, rd, 0);
    }

    private static int bits(int half, int low, int count) {
        return half >>> low & (1 << count) - 1;
    }

    /** One of the registers x8 to x15, in three bits. */
    private static int popular(int half, int low) {
        return 8 + bits(half, low, 3);
    }

    private static int immediate6(int half) {
        return -bits(half, 12, 1) << 5 | bits(half, 2, 5);
    }

    private static int wordOffset(int half) {
        return bits(half, 10, 3) << 3 | bits(half, 6, 1) << 2 | bits(half, 5, 1) << 6;
    }

    private static int doubleOffset(int half) {
        return bits(half, 10, 3) << 3 | bits(half, 5, 2) << 6;
    }

    private static int doubleStackOffset(int half) {
        return bits(half, 12, 1) << 5 | bits(half, 5, 2) << 3 | bits(half, 2, 3) << 6;
    }

    private static int doubleStackStoreOffset(int half) {
        return bits(half, 10, 3) << 3 | bits(half, 7, 3) << 6;
    }

    private static int jumpOffset(int half) {
        return -bits(half, 12, 1) << 11
                | bits(half, 11, 1) << 4
                | bits(half, 9, 2) << 8
                | bits(half, 8, 1) << 10
                | bits(half, 7, 1) << 6
                | bits(half, 6, 1) << 7
                | bits(half, 3, 3) << 1
                | bits(half, 2, 1) << 5;
    }

    private static int i(int base, int rd, int rs1, int immediate) {
        return base | rd << 7 | rs1 << 15 | immediate << 20;
    }

    private static int r(int base, int rd, int rs1, int rs2) {
        return base | rd << 7 | rs1 << 15 | rs2 << 20;
    }

    private static int s(int base, int rs1, int rs2, int offset) {
        return base | rs1 << 15 | rs2 << 20 | (offset & 0x1f) << 7 | offset >> 5 << 25;
    }

    private static int jal(int rd, int offset) {
        return JAL
                | rd << 7
                | (offset >>> 20 & 1) << 31
                | (offset >>> 1 & 0x3ff) << 21
                | (offset >>> 11 & 1) << 20
                | (offset >>> 12 & 0xff) << 12;
    }
}
