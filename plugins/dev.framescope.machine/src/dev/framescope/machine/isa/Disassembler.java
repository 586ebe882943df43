package dev.framescope.machine.isa;

/**
 * Writes instructions as GNU objdump does: ABI register names, the common pseudo-instructions,
 * absolute branch targets. Compressed instructions are written as what they stand for. Immediate
 * forms keep their {@code i}, as in the manuals.
 */
public final class Disassembler {
    private static final int ALL_FENCE = 0x0ff;
    private static final int FENCE_TSO = 0x833;

    /** Zihintpause: a fence of nothing after writes. */
    private static final int PAUSE = 0x010;

    private Disassembler() {}

    /** The instruction's length in bytes: 2 or 4. */
    public static int length(int bits) {
        return Decoder.length(bits);
    }

    /**
     * Disassembles one instruction.
     *
     * @param pc its address, for branch targets
     * @param bits the instruction; of a compressed one, the low 16 bits count
     * @return mnemonic and operands, separated by a blank; {@code unimp} for what is defined to be
     *     illegal, {@code .4byte} or {@code .2byte} for what else is no instruction
     */
    public static String disassemble(long pc, int bits) {
        boolean compressed = length(bits) == 2;
        int half = bits & 0xffff;
        int word = compressed ? Compressed.expand(half) : bits;
        Instruction row = InstructionTable.find(word);
        if (row == null) {
            if (compressed) {
                return half == 0 ? "unimp" : ".2byte 0x" + Integer.toHexString(half);
            }
            return ".4byte 0x" + Integer.toHexString(bits);
        }
        String pseudo = Pseudo.of(row, word, pc);
        return pseudo != null ? pseudo : plain(row, word, pc);
    }

    private static String plain(Instruction row, int word, long pc) {
        String rd = rd(word);
        String rs1 = rs1(word);
        String rs2 = rs2(word);
        String operands =
                switch (row.format()) {
                    case R -> rd + "," + rs1 + "," + rs2;
                    case UNARY -> rd + "," + rs1;
                    case I -> rd + "," + rs1 + "," + Immediate.i(word);
                    case SHIFT, SHIFT_W -> rd + "," + rs1 + "," + hex(Immediate.shamt(word));
                    case LOAD, JALR -> rd + "," + Immediate.i(word) + "(" + rs1 + ")";
                    case STORE -> rs2 + "," + Immediate.s(word) + "(" + rs1 + ")";
                    case BRANCH -> rs1 + "," + rs2 + "," + hex(pc + Immediate.b(word));
                    case U -> rd + "," + hex(Immediate.u(word) >>> 12);
                    case J -> rd + "," + hex(pc + Immediate.j(word));
                    case FENCE -> fenceSet(word >>> 24) + "," + fenceSet(word >>> 20);
                    case AMO -> rd + "," + rs2 + ",(" + rs1 + ")";
                    case LR -> rd + ",(" + rs1 + ")";
                    case CSR -> rd + "," + csr(word) + "," + rs1;
                    case CSR_I -> rd + "," + csr(word) + "," + (word >>> 15 & 31);
                    case SFENCE -> rs1 + "," + rs2;
                    case CACHE_BLOCK -> "(" + rs1 + ")";
                    case NONE -> "";
                    default -> FloatText.operands(row.format(), word);
                };
        String name = row.name() + ordering(row.format(), word);
        return operands.isEmpty() ? name : name + " " + operands;
    }

    static String rd(int word) {
        return Registers.name(word >>> 7 & 31);
    }

    static String rs1(int word) {
        return Registers.name(word >>> 15 & 31);
    }

    static String rs2(int word) {
        return Registers.name(word >>> 20 & 31);
    }

    static String csr(int word) {
        return Csr.name(word >>> 20);
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** The bits aq and rl of atomic instructions. */
    private static String ordering(Format format, int word) {
        if (format != Format.AMO && format != Format.LR) {
            return "";
        }
        return switch (word >>> 25 & 3) {
            case 1 -> ".rl";
            case 2 -> ".aq";
            case 3 -> ".aqrl";
            default -> "";
        };
    }

    private static String fenceSet(int bits) {
        String set =
                ((bits & 8) != 0 ? "i" : "")
                        + ((bits & 4) != 0 ? "o" : "")
                        + ((bits & 2) != 0 ? "r" : "")
                        + ((bits & 1) != 0 ? "w" : "");
        return set.isEmpty() ? "unknown" : set;
    }

    /** The text of a fence that has a name of its own; null if it has none. */
    static String namedFence(int word) {
        return switch (word >>> 20) {
            case ALL_FENCE -> "fence";
            case FENCE_TSO -> "fence.tso";
            case PAUSE -> "pause";
            default -> null;
        };
    }
}
