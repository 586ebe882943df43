package dev.framescope.machine.isa;

/**
 * Decodes instructions into the form that engines execute: one {@code long}.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>0-7</td><td>code of {@link Op}</td></tr>
 * <tr><td>8-9</td><td>length in halfwords, 1 or 2</td></tr>
 * <tr><td>10-15</td><td>rd, or {@link #NO_REGISTER} where no integer register is to be written; of
 *     floating-point instructions any register of their file</td></tr>
 * <tr><td>16-20</td><td>rs1</td></tr>
 * <tr><td>21-25</td><td>rs2</td></tr>
 * <tr><td>32-63</td><td>immediate, sign-extended; the instruction's bits for the formats CSR,
 *     CSR_I, SFENCE, CACHE_BLOCK and NONE, for floating-point instructions without an immediate,
 *     and for illegal instructions</td></tr>
 * </table>
 *
 * Compressed instructions decode as what they stand for.
 */
public final class Decoder {
    public static final int OP_MASK = 0xff;
    public static final int LENGTH_SHIFT = 8;
    public static final int LENGTH_MASK = 3;
    public static final int RD_SHIFT = 10;
    public static final int RD_MASK = 0x3f;
    public static final int RS1_SHIFT = 16;
    public static final int RS2_SHIFT = 21;
    public static final int REGISTER_MASK = 0x1f;
    public static final int IMMEDIATE_SHIFT = 32;

    /** Takes what is written to x0; the register after x31. */
    public static final int NO_REGISTER = 32;

    private Decoder() {}

    /** The length of the instruction whose lowest 16 bits these are, in bytes: 2 or 4. */
    public static int length(int lowBits) {
        return (lowBits & 3) == 3 ? 4 : 2;
    }

    /**
     * @param bits the instruction; of a compressed one, the low 16 bits count
     */
    public static long decode(int bits) {
        if (length(bits) == 4) {
            return decode(bits, bits, 2);
        }
        int half = bits & 0xffff;
        return decode(Compressed.expand(half), half, 1);
    }

    private static long decode(int word, int bits, int halfwords) {
        Instruction row = InstructionTable.find(word);
        if (row == null) {
            return pack(Op.ILLEGAL, halfwords, NO_REGISTER, 0, 0, bits);
        }
        int rd = destination(row.format(), word >>> 7 & 31);
        int immediate = immediate(row.format(), word, bits);
        return pack(row.op(), halfwords, rd, word >>> 15 & 31, word >>> 20 & 31, immediate);
    }

    private static long pack(int op, int halfwords, int rd, int rs1, int rs2, int immediate) {
        int low =
                op
                        | halfwords << LENGTH_SHIFT
                        | rd << RD_SHIFT
                        | rs1 << RS1_SHIFT
                        | rs2 << RS2_SHIFT;
        return (long) immediate << IMMEDIATE_SHIFT | low;
    }

    private static int destination(Format format, int rd) {
        return switch (format) {
            case STORE, FLOAT_STORE, BRANCH, FENCE, SFENCE, CACHE_BLOCK, NONE -> NO_REGISTER;
            case FLOAT_LOAD, FLOAT, FLOAT_ROUNDED, FLOAT_FUSED, FLOAT_CONVERT, FLOAT_WIDEN -> rd;
            case FLOAT_FROM_X, FLOAT_FROM_X_EXACT, FLOAT_FROM_X_ROUNDED -> rd;
            default -> rd == 0 ? NO_REGISTER : rd;
        };
    }

    /** An instruction that the hart has not got. */
    public static long illegal(int bits) {
        int word = length(bits) == 4 ? bits : bits & 0xffff;
        return pack(Op.ILLEGAL, length(bits) / 2, NO_REGISTER, 0, 0, word);
    }

    private static int immediate(Format format, int word, int bits) {
        return switch (format) {
            case I, LOAD, FLOAT_LOAD, JALR -> Immediate.i(word);
            case SHIFT, SHIFT_W -> Immediate.shamt(word);
            case STORE, FLOAT_STORE -> Immediate.s(word);
            case BRANCH -> Immediate.b(word);
            case U -> Immediate.u(word);
            case J -> Immediate.j(word);
            case R, UNARY, AMO, LR, FENCE -> 0;
            default -> bits;
        };
    }
}
