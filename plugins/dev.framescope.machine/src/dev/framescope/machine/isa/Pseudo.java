package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Disassembler.csr;
import static dev.framescope.machine.isa.Disassembler.hex;
import static dev.framescope.machine.isa.Disassembler.rd;
import static dev.framescope.machine.isa.Disassembler.rs1;
import static dev.framescope.machine.isa.Disassembler.rs2;

/** Pseudo-instructions (Unprivileged ISA, RISC-V Assembly Programmer's Handbook). */
final class Pseudo {
    private Pseudo() {}

    /** The pseudo-instruction that these bits are usually written as; null if there is none. */
    static String of(Instruction row, int word, long pc) {
        return switch (row.format()) {
            case I, SHIFT -> immediate(row.op(), word);
            case R -> register(row.op(), word);
            case BRANCH -> branch(row.op(), word, hex(pc + Immediate.b(word)));
            case J -> jump(word, hex(pc + Immediate.j(word)));
            case JALR -> jumpRegister(word);
            case CSR -> csrAccess(row.op(), word);
            case CSR_I -> csrImmediate(row.op(), word);
            case FENCE -> Disassembler.namedFence(word);
            case FLOAT -> FloatText.pseudo(row, word);
            case SFENCE -> fence(row, word);
            default -> null;
        };
    }

    private static boolean zeroRd(int word) {
        return (word >>> 7 & 31) == 0;
    }

    private static boolean zeroRs1(int word) {
        return (word >>> 15 & 31) == 0;
    }

    private static boolean zeroRs2(int word) {
        return (word >>> 20 & 31) == 0;
    }

    private static String immediate(int op, int word) {
        int value = Immediate.i(word);
        return switch (op) {
            case Op.ADDI -> {
                if (zeroRs1(word)) {
                    yield zeroRd(word) && value == 0 ? "nop" : "li " + rd(word) + "," + value;
                }
                yield value == 0 ? two("mv", word) : null;
            }
            case Op.ADDIW -> value == 0 ? two("sext.w", word) : null;
            case Op.XORI -> value == -1 ? two("not", word) : null;
            case Op.SLTIU -> value == 1 ? two("seqz", word) : null;
            case Op.ANDI -> value == 255 ? two("zext.b", word) : null;
            default -> null;
        };
    }

    private static String two(String name, int word) {
        return name + " " + rd(word) + "," + rs1(word);
    }

    private static String register(int op, int word) {
        if (zeroRs2(word) && (op == Op.SLT || op == Op.ADD_UW)) {
            return two(op == Op.SLT ? "sltz" : "zext.w", word);
        }
        String zeroFirst =
                switch (op) {
                    case Op.ADD -> "mv";
                    case Op.SUB -> "neg";
                    case Op.SUBW -> "negw";
                    case Op.SLTU -> "snez";
                    case Op.SLT -> "sgtz";
                    default -> null;
                };
        boolean pseudo = zeroFirst != null && zeroRs1(word);
        return pseudo ? zeroFirst + " " + rd(word) + "," + rs2(word) : null;
    }

    private static String branch(int op, int word, String target) {
        if (zeroRs1(word) && op == Op.BGE) {
            return "blez " + rs2(word) + "," + target;
        }
        if (zeroRs2(word)) {
            String name =
                    switch (op) {
                        case Op.BEQ -> "beqz";
                        case Op.BNE -> "bnez";
                        case Op.BLT -> "bltz";
                        case Op.BGE -> "bgez";
                        default -> null;
                    };
            return name == null ? null : name + " " + rs1(word) + "," + target;
        }
        return zeroRs1(word) && op == Op.BLT ? "bgtz " + rs2(word) + "," + target : null;
    }

    private static String jump(int word, String target) {
        return switch (word >>> 7 & 31) {
            case 0 -> "j " + target;
            case Registers.RA -> "jal " + target;
            default -> null;
        };
    }

    private static String jumpRegister(int word) {
        int rd = word >>> 7 & 31;
        int offset = Immediate.i(word);
        if (rd > Registers.RA) {
            return offset == 0 ? two("jalr", word) : null;
        }
        if (rd == 0 && offset == 0 && (word >>> 15 & 31) == Registers.RA) {
            return "ret";
        }
        String target = offset == 0 ? rs1(word) : offset + "(" + rs1(word) + ")";
        return (rd == 0 ? "jr " : "jalr ") + target;
    }

    private static String csrAccess(int op, int word) {
        if (op == Op.CSRRS && zeroRs1(word)) {
            return switch (word >>> 20) {
                case Csr.CYCLE, Csr.TIME, Csr.INSTRET -> "rd" + csr(word) + " " + rd(word);
                default -> "csrr " + rd(word) + "," + csr(word);
            };
        }
        if (!zeroRd(word)) {
            return null;
        }
        if (op == Op.CSRRW && zeroRs1(word) && word >>> 20 == Csr.CYCLE) {
            return "unimp";
        }
        return csrName(op) + " " + csr(word) + "," + rs1(word);
    }

    private static String csrImmediate(int op, int word) {
        return zeroRd(word) ? csrName(op) + "i " + csr(word) + "," + (word >>> 15 & 31) : null;
    }

    private static String csrName(int op) {
        return switch (op) {
            case Op.CSRRW, Op.CSRRWI -> "csrw";
            case Op.CSRRS, Op.CSRRSI -> "csrs";
            default -> "csrc";
        };
    }

    private static String fence(Instruction row, int word) {
        if (row.op() != Op.SFENCE_VMA || !zeroRs2(word)) {
            return null;
        }
        return zeroRs1(word) ? "sfence.vma" : "sfence.vma " + rs1(word);
    }
}
