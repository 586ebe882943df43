package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Rows.FUNCT7_MASK;
import static dev.framescope.machine.isa.Rows.OPCODE_MASK;
import static dev.framescope.machine.isa.Rows.OP_FP;
import static dev.framescope.machine.isa.Rows.RS2_MASK;

/** F and D, which differ in one field (Unprivileged ISA, RV32/64G Instruction Set Listings). */
final class FloatInstructions {
    private static final int FORMAT_SHIFT = 25;
    private static final int FUNCT7_WITH_RM = 0xfe00_007f;
    private static final int FORMAT_MASK = 3 << FORMAT_SHIFT;

    /** The kinds of integers in conversions, in the order of their codes in rs2. */
    private static final String[] INTEGERS = {"w", "wu", "l", "lu"};

    private final Rows rows;
    private final int format;
    private final String suffix;

    /** From the code of an instruction of singles to that of this format. */
    private final int distance;

    private FloatInstructions(Rows rows, int format, String suffix, int distance) {
        this.rows = rows;
        this.format = format;
        this.suffix = suffix;
        this.distance = distance;
    }

    static void addTo(Instruction[] byOp) {
        Rows single = new Rows(Extension.F, byOp);
        Rows wide = new Rows(Extension.D, byOp);
        new FloatInstructions(single, 0, ".s", 0).add();
        new FloatInstructions(wide, 1, ".d", Op.FLD - Op.FLW).add();
        single.funct3(Op.FLW, "flw", Format.FLOAT_LOAD, Rows.LOAD_FP, 2);
        single.funct3(Op.FSW, "fsw", Format.FLOAT_STORE, Rows.STORE_FP, 2);
        wide.funct3(Op.FLD, "fld", Format.FLOAT_LOAD, Rows.LOAD_FP, 3);
        wide.funct3(Op.FSD, "fsd", Format.FLOAT_STORE, Rows.STORE_FP, 3);
        int narrowing = 0x20 << FORMAT_SHIFT | 1 << 20 | OP_FP;
        int widening = 0x21 << FORMAT_SHIFT | OP_FP;
        int mask = FUNCT7_WITH_RM | RS2_MASK;
        wide.row(Op.FCVT_S_D, "fcvt.s.d", Format.FLOAT_CONVERT, mask, narrowing);
        wide.row(Op.FCVT_D_S, "fcvt.d.s", Format.FLOAT_WIDEN, mask, widening);
        single.row(Op.FMV_X_W, "fmv.x.w", Format.FLOAT_TO_X, FUNCT7_MASK | RS2_MASK, move(0x70));
        single.row(Op.FMV_W_X, "fmv.w.x", Format.FLOAT_FROM_X, FUNCT7_MASK | RS2_MASK, move(0x78));
        wide.row(Op.FMV_X_D, "fmv.x.d", Format.FLOAT_TO_X, FUNCT7_MASK | RS2_MASK, move(0x71));
        wide.row(Op.FMV_D_X, "fmv.d.x", Format.FLOAT_FROM_X, FUNCT7_MASK | RS2_MASK, move(0x79));
    }

    private static int move(int funct7) {
        return funct7 << FORMAT_SHIFT | OP_FP;
    }

    private void add() {
        fused(Op.FMADD_S, "fmadd", Rows.MADD);
        fused(Op.FMSUB_S, "fmsub", Rows.MSUB);
        fused(Op.FNMSUB_S, "fnmsub", Rows.NMSUB);
        fused(Op.FNMADD_S, "fnmadd", Rows.NMADD);
        rounded(Op.FADD_S, "fadd", Format.FLOAT_ROUNDED, 0x00, FUNCT7_WITH_RM, 0);
        rounded(Op.FSUB_S, "fsub", Format.FLOAT_ROUNDED, 0x04, FUNCT7_WITH_RM, 0);
        rounded(Op.FMUL_S, "fmul", Format.FLOAT_ROUNDED, 0x08, FUNCT7_WITH_RM, 0);
        rounded(Op.FDIV_S, "fdiv", Format.FLOAT_ROUNDED, 0x0c, FUNCT7_WITH_RM, 0);
        int unary = FUNCT7_WITH_RM | RS2_MASK;
        rounded(Op.FSQRT_S, "fsqrt", Format.FLOAT_CONVERT, 0x2c, unary, 0);
        plain(Op.FSGNJ_S, "fsgnj", Format.FLOAT, 0x10, 0);
        plain(Op.FSGNJN_S, "fsgnjn", Format.FLOAT, 0x10, 1);
        plain(Op.FSGNJX_S, "fsgnjx", Format.FLOAT, 0x10, 2);
        plain(Op.FMIN_S, "fmin", Format.FLOAT, 0x14, 0);
        plain(Op.FMAX_S, "fmax", Format.FLOAT, 0x14, 1);
        plain(Op.FEQ_S, "feq", Format.FLOAT_COMPARE, 0x50, 2);
        plain(Op.FLT_S, "flt", Format.FLOAT_COMPARE, 0x50, 1);
        plain(Op.FLE_S, "fle", Format.FLOAT_COMPARE, 0x50, 0);
        int classify = (0x70 | format) << FORMAT_SHIFT | 1 << 12 | OP_FP;
        row(Op.FCLASS_S, "fclass" + suffix, Format.FLOAT_TO_X, FUNCT7_MASK | RS2_MASK, classify);
        for (int i = 0; i < INTEGERS.length; i++) {
            boolean exact = format == 1 && i < 2; // every int is a double
            Format from = exact ? Format.FLOAT_FROM_X_EXACT : Format.FLOAT_FROM_X_ROUNDED;
            String name = "fcvt." + INTEGERS[i] + suffix;
            row(Op.FCVT_W_S + i, name, Format.FLOAT_TO_X_ROUNDED, unary, convert(0x60, i));
            String back = "fcvt" + suffix + "." + INTEGERS[i];
            row(Op.FCVT_S_W + i, back, from, unary, convert(0x68, i));
        }
    }

    private int convert(int funct7, int integer) {
        return (funct7 | format) << FORMAT_SHIFT | integer << 20 | OP_FP;
    }

    private void row(int opOfSingles, String name, Format operands, int mask, int match) {
        rows.row(opOfSingles + distance, name, operands, mask, match);
    }

    private void fused(int op, String name, int opcode) {
        int mask = FORMAT_MASK | OPCODE_MASK;
        row(op, name + suffix, Format.FLOAT_FUSED, mask, format << FORMAT_SHIFT | opcode);
    }

    private void rounded(int op, String name, Format operands, int funct7, int mask, int rs2) {
        int match = (funct7 | format) << FORMAT_SHIFT | rs2 << 20 | OP_FP;
        row(op, name + suffix, operands, mask, match);
    }

    private void plain(int op, String name, Format operands, int funct7, int funct3) {
        int match = (funct7 | format) << FORMAT_SHIFT | funct3 << 12 | OP_FP;
        row(op, name + suffix, operands, FUNCT7_MASK, match);
    }
}
