package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Rows.OP;
import static dev.framescope.machine.isa.Rows.OP_32;
import static dev.framescope.machine.isa.Rows.OP_IMM;
import static dev.framescope.machine.isa.Rows.OP_IMM_32;

/** Zba, Zbb, Zbc and Zbs (Unprivileged ISA, B Extension), and Zicond. */
final class BitInstructions {
    private BitInstructions() {}

    static void addTo(Instruction[] byOp) {
        addresses(new Rows(Extension.ZBA, byOp));
        Rows basic = new Rows(Extension.ZBB, byOp);
        logic(basic);
        rotations(basic);
        counts(basic);
        products(new Rows(Extension.ZBC, byOp));
        singleBits(new Rows(Extension.ZBS, byOp));
        Rows conditional = new Rows(Extension.ZICOND, byOp);
        conditional.register(Op.CZERO_EQZ, "czero.eqz", 0x07, 5);
        conditional.register(Op.CZERO_NEZ, "czero.nez", 0x07, 7);
    }

    private static void addresses(Rows rows) {
        rows.registerWord(Op.ADD_UW, "add.uw", 0x04, 0);
        rows.register(Op.SH1ADD, "sh1add", 0x10, 2);
        rows.register(Op.SH2ADD, "sh2add", 0x10, 4);
        rows.register(Op.SH3ADD, "sh3add", 0x10, 6);
        rows.registerWord(Op.SH1ADD_UW, "sh1add.uw", 0x10, 2);
        rows.registerWord(Op.SH2ADD_UW, "sh2add.uw", 0x10, 4);
        rows.registerWord(Op.SH3ADD_UW, "sh3add.uw", 0x10, 6);
        rows.shift(Op.SLLI_UW, "slli.uw", OP_IMM_32, 0x02, 1);
    }

    private static void logic(Rows rows) {
        rows.register(Op.ANDN, "andn", 0x20, 7);
        rows.register(Op.ORN, "orn", 0x20, 6);
        rows.register(Op.XNOR, "xnor", 0x20, 4);
        rows.register(Op.MIN, "min", 0x05, 4);
        rows.register(Op.MINU, "minu", 0x05, 5);
        rows.register(Op.MAX, "max", 0x05, 6);
        rows.register(Op.MAXU, "maxu", 0x05, 7);
    }

    private static void rotations(Rows rows) {
        rows.register(Op.ROL, "rol", 0x30, 1);
        rows.register(Op.ROR, "ror", 0x30, 5);
        rows.registerWord(Op.ROLW, "rolw", 0x30, 1);
        rows.registerWord(Op.RORW, "rorw", 0x30, 5);
        rows.shift(Op.RORI, "rori", OP_IMM, 0x18, 5);
        rows.funct7(Op.RORIW, "roriw", Format.SHIFT_W, OP_IMM_32, 0x30, 5);
    }

    private static void counts(Rows rows) {
        rows.unary(Op.CLZ, "clz", OP_IMM, 0x600, 1);
        rows.unary(Op.CTZ, "ctz", OP_IMM, 0x601, 1);
        rows.unary(Op.CPOP, "cpop", OP_IMM, 0x602, 1);
        rows.unary(Op.SEXT_B, "sext.b", OP_IMM, 0x604, 1);
        rows.unary(Op.SEXT_H, "sext.h", OP_IMM, 0x605, 1);
        rows.unary(Op.CLZW, "clzw", OP_IMM_32, 0x600, 1);
        rows.unary(Op.CTZW, "ctzw", OP_IMM_32, 0x601, 1);
        rows.unary(Op.CPOPW, "cpopw", OP_IMM_32, 0x602, 1);
        rows.unary(Op.ZEXT_H, "zext.h", OP_32, 0x080, 4);
        rows.unary(Op.ORC_B, "orc.b", OP_IMM, 0x287, 5);
        rows.unary(Op.REV8, "rev8", OP_IMM, 0x6b8, 5);
    }

    private static void products(Rows rows) {
        rows.funct7(Op.CLMUL, "clmul", Format.R, OP, 0x05, 1);
        rows.funct7(Op.CLMULR, "clmulr", Format.R, OP, 0x05, 2);
        rows.funct7(Op.CLMULH, "clmulh", Format.R, OP, 0x05, 3);
    }

    private static void singleBits(Rows rows) {
        rows.register(Op.BCLR, "bclr", 0x24, 1);
        rows.register(Op.BEXT, "bext", 0x24, 5);
        rows.register(Op.BINV, "binv", 0x34, 1);
        rows.register(Op.BSET, "bset", 0x14, 1);
        rows.shift(Op.BCLRI, "bclri", OP_IMM, 0x12, 1);
        rows.shift(Op.BEXTI, "bexti", OP_IMM, 0x12, 5);
        rows.shift(Op.BINVI, "binvi", OP_IMM, 0x1a, 1);
        rows.shift(Op.BSETI, "bseti", OP_IMM, 0x0a, 1);
    }
}
