package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Disassembler.rd;
import static dev.framescope.machine.isa.Disassembler.rs1;

import dev.framescope.machine.fp.RoundingMode;

/** The operands and pseudo-instructions of F and D, as GNU objdump writes them. */
final class FloatText {
    private static final String[] MODES = {"rne", "rtz", "rdn", "rup", "rmm", "unknown", "unknown"};

    private FloatText() {}

    static String operands(Format format, int word) {
        String fd = Registers.floatName(word >>> 7 & 31);
        String fs1 = Registers.floatName(word >>> 15 & 31);
        String fs2 = Registers.floatName(word >>> 20 & 31);
        return switch (format) {
            case FLOAT_LOAD -> fd + "," + Immediate.i(word) + "(" + rs1(word) + ")";
            case FLOAT_STORE -> fs2 + "," + Immediate.s(word) + "(" + rs1(word) + ")";
            case FLOAT -> fd + "," + fs1 + "," + fs2;
            case FLOAT_ROUNDED -> fd + "," + fs1 + "," + fs2 + mode(word);
            case FLOAT_FUSED -> {
                String fs3 = Registers.floatName(word >>> 27);
                yield fd + "," + fs1 + "," + fs2 + "," + fs3 + mode(word);
            }
            case FLOAT_CONVERT -> fd + "," + fs1 + mode(word);
            case FLOAT_WIDEN -> fd + "," + fs1;
            case FLOAT_COMPARE -> rd(word) + "," + fs1 + "," + fs2;
            case FLOAT_TO_X -> rd(word) + "," + fs1;
            case FLOAT_TO_X_ROUNDED -> rd(word) + "," + fs1 + mode(word);
            case FLOAT_FROM_X, FLOAT_FROM_X_EXACT -> fd + "," + rs1(word);
            case FLOAT_FROM_X_ROUNDED -> fd + "," + rs1(word) + mode(word);
            default -> throw new IllegalArgumentException("not of F or D: " + format);
        };
    }

    private static String mode(int word) {
        int mode = word >>> 12 & 7;
        return mode == RoundingMode.DYN ? "" : "," + MODES[mode];
    }

    /** A sign injection from one register is a move; null for others. */
    static String pseudo(Instruction row, int word) {
        if ((word >>> 15 & 31) != (word >>> 20 & 31)) {
            return null;
        }
        String name =
                switch (row.op()) {
                    case Op.FSGNJ_S -> "fmv.s";
                    case Op.FSGNJ_D -> "fmv.d";
                    case Op.FSGNJN_S -> "fneg.s";
                    case Op.FSGNJN_D -> "fneg.d";
                    case Op.FSGNJX_S -> "fabs.s";
                    case Op.FSGNJX_D -> "fabs.d";
                    default -> null;
                };
        String fd = Registers.floatName(word >>> 7 & 31);
        return name == null ? null : name + " " + fd + "," + Registers.floatName(word >>> 15 & 31);
    }
}
