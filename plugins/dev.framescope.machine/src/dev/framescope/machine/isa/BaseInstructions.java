package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Rows.AMO;
import static dev.framescope.machine.isa.Rows.AUIPC;
import static dev.framescope.machine.isa.Rows.BRANCH;
import static dev.framescope.machine.isa.Rows.FUNCT5_MASK;
import static dev.framescope.machine.isa.Rows.JAL;
import static dev.framescope.machine.isa.Rows.JALR;
import static dev.framescope.machine.isa.Rows.LOAD;
import static dev.framescope.machine.isa.Rows.LUI;
import static dev.framescope.machine.isa.Rows.MISC_MEM;
import static dev.framescope.machine.isa.Rows.OPCODE_MASK;
import static dev.framescope.machine.isa.Rows.OP_IMM;
import static dev.framescope.machine.isa.Rows.OP_IMM_32;
import static dev.framescope.machine.isa.Rows.RS2_MASK;
import static dev.framescope.machine.isa.Rows.STORE;

/** RV64I, M and A (Unprivileged ISA, RV32/64G Instruction Set Listings). */
final class BaseInstructions {
    /** funct7 of the M extension. */
    private static final int MULDIV = 0x01;

    /** funct7 with bit 30, of subtractions and arithmetic shifts. */
    private static final int ALTERNATE = 0x20;

    private BaseInstructions() {}

    static void addTo(Instruction[] byOp) {
        Rows base = new Rows(Extension.I, byOp);
        integers(base);
        words(base);
        multiplications(new Rows(Extension.M, byOp));
        Rows atomic = new Rows(Extension.A, byOp);
        atomics(atomic, 0x2, "w", Op.LR_W);
        atomics(atomic, 0x3, "d", Op.LR_D);
    }

    private static void integers(Rows rows) {
        rows.row(Op.LUI, "lui", Format.U, OPCODE_MASK, LUI);
        rows.row(Op.AUIPC, "auipc", Format.U, OPCODE_MASK, AUIPC);
        rows.row(Op.JAL, "jal", Format.J, OPCODE_MASK, JAL);
        rows.funct3(Op.JALR, "jalr", Format.JALR, JALR, 0);
        rows.funct3(Op.BEQ, "beq", Format.BRANCH, BRANCH, 0);
        rows.funct3(Op.BNE, "bne", Format.BRANCH, BRANCH, 1);
        rows.funct3(Op.BLT, "blt", Format.BRANCH, BRANCH, 4);
        rows.funct3(Op.BGE, "bge", Format.BRANCH, BRANCH, 5);
        rows.funct3(Op.BLTU, "bltu", Format.BRANCH, BRANCH, 6);
        rows.funct3(Op.BGEU, "bgeu", Format.BRANCH, BRANCH, 7);
        rows.funct3(Op.LB, "lb", Format.LOAD, LOAD, 0);
        rows.funct3(Op.LH, "lh", Format.LOAD, LOAD, 1);
        rows.funct3(Op.LW, "lw", Format.LOAD, LOAD, 2);
        rows.funct3(Op.LD, "ld", Format.LOAD, LOAD, 3);
        rows.funct3(Op.LBU, "lbu", Format.LOAD, LOAD, 4);
        rows.funct3(Op.LHU, "lhu", Format.LOAD, LOAD, 5);
        rows.funct3(Op.LWU, "lwu", Format.LOAD, LOAD, 6);
        rows.funct3(Op.SB, "sb", Format.STORE, STORE, 0);
        rows.funct3(Op.SH, "sh", Format.STORE, STORE, 1);
        rows.funct3(Op.SW, "sw", Format.STORE, STORE, 2);
        rows.funct3(Op.SD, "sd", Format.STORE, STORE, 3);
        rows.funct3(Op.ADDI, "addi", Format.I, OP_IMM, 0);
        rows.funct3(Op.SLTI, "slti", Format.I, OP_IMM, 2);
        rows.funct3(Op.SLTIU, "sltiu", Format.I, OP_IMM, 3);
        rows.funct3(Op.XORI, "xori", Format.I, OP_IMM, 4);
        rows.funct3(Op.ORI, "ori", Format.I, OP_IMM, 6);
        rows.funct3(Op.ANDI, "andi", Format.I, OP_IMM, 7);
        rows.shift(Op.SLLI, "slli", OP_IMM, 0, 1);
        rows.shift(Op.SRLI, "srli", OP_IMM, 0, 5);
        rows.shift(Op.SRAI, "srai", OP_IMM, ALTERNATE >> 1, 5);
        rows.register(Op.ADD, "add", 0, 0);
        rows.register(Op.SUB, "sub", ALTERNATE, 0);
        rows.register(Op.SLL, "sll", 0, 1);
        rows.register(Op.SLT, "slt", 0, 2);
        rows.register(Op.SLTU, "sltu", 0, 3);
        rows.register(Op.XOR, "xor", 0, 4);
        rows.register(Op.SRL, "srl", 0, 5);
        rows.register(Op.SRA, "sra", ALTERNATE, 5);
        rows.register(Op.OR, "or", 0, 6);
        rows.register(Op.AND, "and", 0, 7);
        rows.funct3(Op.FENCE, "fence", Format.FENCE, MISC_MEM, 0);
    }

    private static void words(Rows rows) {
        rows.funct3(Op.ADDIW, "addiw", Format.I, OP_IMM_32, 0);
        rows.funct7(Op.SLLIW, "slliw", Format.SHIFT_W, OP_IMM_32, 0, 1);
        rows.funct7(Op.SRLIW, "srliw", Format.SHIFT_W, OP_IMM_32, 0, 5);
        rows.funct7(Op.SRAIW, "sraiw", Format.SHIFT_W, OP_IMM_32, ALTERNATE, 5);
        rows.registerWord(Op.ADDW, "addw", 0, 0);
        rows.registerWord(Op.SUBW, "subw", ALTERNATE, 0);
        rows.registerWord(Op.SLLW, "sllw", 0, 1);
        rows.registerWord(Op.SRLW, "srlw", 0, 5);
        rows.registerWord(Op.SRAW, "sraw", ALTERNATE, 5);
    }

    private static void multiplications(Rows rows) {
        rows.register(Op.MUL, "mul", MULDIV, 0);
        rows.register(Op.MULH, "mulh", MULDIV, 1);
        rows.register(Op.MULHSU, "mulhsu", MULDIV, 2);
        rows.register(Op.MULHU, "mulhu", MULDIV, 3);
        rows.register(Op.DIV, "div", MULDIV, 4);
        rows.register(Op.DIVU, "divu", MULDIV, 5);
        rows.register(Op.REM, "rem", MULDIV, 6);
        rows.register(Op.REMU, "remu", MULDIV, 7);
        rows.registerWord(Op.MULW, "mulw", MULDIV, 0);
        rows.registerWord(Op.DIVW, "divw", MULDIV, 4);
        rows.registerWord(Op.DIVUW, "divuw", MULDIV, 5);
        rows.registerWord(Op.REMW, "remw", MULDIV, 6);
        rows.registerWord(Op.REMUW, "remuw", MULDIV, 7);
    }

    /** The codes of one width follow each other, from LR on. */
    private static void atomics(Rows rows, int funct3, String width, int first) {
        int match = funct3 << 12 | AMO;
        rows.row(first, "lr." + width, Format.LR, FUNCT5_MASK | RS2_MASK, 0x02 << 27 | match);
        String[] names = {
            "sc", "amoswap", "amoadd", "amoxor", "amoand", "amoor", "amomin", "amomax", "amominu",
            "amomaxu"
        };
        int[] funct5 = {0x03, 0x01, 0x00, 0x04, 0x0c, 0x08, 0x10, 0x14, 0x18, 0x1c};
        for (int i = 0; i < names.length; i++) {
            String name = names[i] + "." + width;
            rows.row(first + 1 + i, name, Format.AMO, FUNCT5_MASK, funct5[i] << 27 | match);
        }
    }
}
