package dev.framescope.machine.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every 32-bit instruction of RV64IMA, Zicsr, Zifencei and the privileged architecture, once
 * (Unprivileged ISA, RV32/64G Instruction Set Listings; Privileged Architecture, Instruction Set
 * Listings). The decoder, the disassembler and every engine take instructions from here.
 */
public final class InstructionTable {
    /** Major opcodes (Unprivileged ISA, RISC-V base opcode map), with the low bits 11. */
    private static final int LOAD = 0x03;

    private static final int MISC_MEM = 0x0f;
    private static final int OP_IMM = 0x13;
    private static final int AUIPC = 0x17;
    private static final int OP_IMM_32 = 0x1b;
    private static final int STORE = 0x23;
    private static final int AMO = 0x2f;
    private static final int OP = 0x33;
    private static final int LUI = 0x37;
    private static final int OP_32 = 0x3b;
    private static final int BRANCH = 0x63;
    private static final int JALR = 0x67;
    private static final int JAL = 0x6f;
    private static final int SYSTEM = 0x73;

    private static final int OPCODE_MASK = 0x7f;
    private static final int FUNCT3_MASK = 0x707f;
    private static final int FUNCT5_MASK = 0xf800_707f;
    private static final int FUNCT6_MASK = 0xfc00_707f;
    private static final int FUNCT7_MASK = 0xfe00_707f;
    private static final int RS2_MASK = 0x01f0_0000;

    /** funct7 of the M extension. */
    private static final int MULDIV = 0x01;

    /** funct7 with bit 30, of subtractions and arithmetic shifts. */
    private static final int ALTERNATE = 0x20;

    private static final Instruction[] BY_OP = new Instruction[Op.COUNT];
    private static final Instruction[][] BY_OPCODE = new Instruction[32][];

    static {
        baseInstructions();
        wordInstructions();
        multiplyInstructions();
        atomicInstructions(0x2, "w", Op.LR_W);
        atomicInstructions(0x3, "d", Op.LR_D);
        systemInstructions();
        for (int opcode = 0; opcode < BY_OPCODE.length; opcode++) {
            BY_OPCODE[opcode] = withMajorOpcode(opcode);
        }
    }

    private InstructionTable() {}

    /**
     * The row of a code of {@link Op}; there is none for {@link Op#NONE} and {@link Op#ILLEGAL}.
     */
    public static Instruction of(int op) {
        Instruction instruction = BY_OP[op];
        if (instruction == null) {
            throw new IllegalArgumentException("no instruction has the code " + op);
        }
        return instruction;
    }

    /** All rows. */
    public static List<Instruction> all() {
        return Arrays.stream(BY_OP).filter(row -> row != null).toList();
    }

    /** The row that these 32 bits match; null if they are no instruction. */
    static Instruction find(int word) {
        if ((word & 3) == 3) {
            for (Instruction row : BY_OPCODE[word >>> 2 & 31]) {
                if (row.matches(word)) {
                    return row;
                }
            }
        }
        return null;
    }

    private static Instruction[] withMajorOpcode(int opcode) {
        List<Instruction> rows = new ArrayList<>();
        for (Instruction row : BY_OP) {
            if (row != null && (row.match() >>> 2 & 31) == opcode) {
                rows.add(row);
            }
        }
        return rows.toArray(Instruction[]::new);
    }

    private static void row(int op, String name, Format format, int mask, int match) {
        BY_OP[op] = new Instruction(op, name, format, mask, match);
    }

    private static void funct3(int op, String name, Format format, int opcode, int funct3) {
        row(op, name, format, FUNCT3_MASK, funct3 << 12 | opcode);
    }

    private static void shift(int op, String name, int funct6, int funct3) {
        row(op, name, Format.SHIFT, FUNCT6_MASK, funct6 << 26 | funct3 << 12 | OP_IMM);
    }

    private static void funct7(
            int op, String name, Format format, int opcode, int funct7, int funct3) {
        row(op, name, format, FUNCT7_MASK, funct7 << 25 | funct3 << 12 | opcode);
    }

    private static void register(int op, String name, int funct7, int funct3) {
        funct7(op, name, Format.R, OP, funct7, funct3);
    }

    private static void registerWord(int op, String name, int funct7, int funct3) {
        funct7(op, name, Format.R, OP_32, funct7, funct3);
    }

    private static void baseInstructions() {
        row(Op.LUI, "lui", Format.U, OPCODE_MASK, LUI);
        row(Op.AUIPC, "auipc", Format.U, OPCODE_MASK, AUIPC);
        row(Op.JAL, "jal", Format.J, OPCODE_MASK, JAL);
        funct3(Op.JALR, "jalr", Format.JALR, JALR, 0);
        funct3(Op.BEQ, "beq", Format.BRANCH, BRANCH, 0);
        funct3(Op.BNE, "bne", Format.BRANCH, BRANCH, 1);
        funct3(Op.BLT, "blt", Format.BRANCH, BRANCH, 4);
        funct3(Op.BGE, "bge", Format.BRANCH, BRANCH, 5);
        funct3(Op.BLTU, "bltu", Format.BRANCH, BRANCH, 6);
        funct3(Op.BGEU, "bgeu", Format.BRANCH, BRANCH, 7);
        funct3(Op.LB, "lb", Format.LOAD, LOAD, 0);
        funct3(Op.LH, "lh", Format.LOAD, LOAD, 1);
        funct3(Op.LW, "lw", Format.LOAD, LOAD, 2);
        funct3(Op.LD, "ld", Format.LOAD, LOAD, 3);
        funct3(Op.LBU, "lbu", Format.LOAD, LOAD, 4);
        funct3(Op.LHU, "lhu", Format.LOAD, LOAD, 5);
        funct3(Op.LWU, "lwu", Format.LOAD, LOAD, 6);
        funct3(Op.SB, "sb", Format.STORE, STORE, 0);
        funct3(Op.SH, "sh", Format.STORE, STORE, 1);
        funct3(Op.SW, "sw", Format.STORE, STORE, 2);
        funct3(Op.SD, "sd", Format.STORE, STORE, 3);
        funct3(Op.ADDI, "addi", Format.I, OP_IMM, 0);
        funct3(Op.SLTI, "slti", Format.I, OP_IMM, 2);
        funct3(Op.SLTIU, "sltiu", Format.I, OP_IMM, 3);
        funct3(Op.XORI, "xori", Format.I, OP_IMM, 4);
        funct3(Op.ORI, "ori", Format.I, OP_IMM, 6);
        funct3(Op.ANDI, "andi", Format.I, OP_IMM, 7);
        shift(Op.SLLI, "slli", 0, 1);
        shift(Op.SRLI, "srli", 0, 5);
        shift(Op.SRAI, "srai", ALTERNATE >> 1, 5);
        register(Op.ADD, "add", 0, 0);
        register(Op.SUB, "sub", ALTERNATE, 0);
        register(Op.SLL, "sll", 0, 1);
        register(Op.SLT, "slt", 0, 2);
        register(Op.SLTU, "sltu", 0, 3);
        register(Op.XOR, "xor", 0, 4);
        register(Op.SRL, "srl", 0, 5);
        register(Op.SRA, "sra", ALTERNATE, 5);
        register(Op.OR, "or", 0, 6);
        register(Op.AND, "and", 0, 7);
        funct3(Op.FENCE, "fence", Format.FENCE, MISC_MEM, 0);
        funct3(Op.FENCE_I, "fence.i", Format.NONE, MISC_MEM, 1);
    }

    private static void wordInstructions() {
        funct3(Op.ADDIW, "addiw", Format.I, OP_IMM_32, 0);
        funct7(Op.SLLIW, "slliw", Format.SHIFT_W, OP_IMM_32, 0, 1);
        funct7(Op.SRLIW, "srliw", Format.SHIFT_W, OP_IMM_32, 0, 5);
        funct7(Op.SRAIW, "sraiw", Format.SHIFT_W, OP_IMM_32, ALTERNATE, 5);
        registerWord(Op.ADDW, "addw", 0, 0);
        registerWord(Op.SUBW, "subw", ALTERNATE, 0);
        registerWord(Op.SLLW, "sllw", 0, 1);
        registerWord(Op.SRLW, "srlw", 0, 5);
        registerWord(Op.SRAW, "sraw", ALTERNATE, 5);
    }

    private static void multiplyInstructions() {
        register(Op.MUL, "mul", MULDIV, 0);
        register(Op.MULH, "mulh", MULDIV, 1);
        register(Op.MULHSU, "mulhsu", MULDIV, 2);
        register(Op.MULHU, "mulhu", MULDIV, 3);
        register(Op.DIV, "div", MULDIV, 4);
        register(Op.DIVU, "divu", MULDIV, 5);
        register(Op.REM, "rem", MULDIV, 6);
        register(Op.REMU, "remu", MULDIV, 7);
        registerWord(Op.MULW, "mulw", MULDIV, 0);
        registerWord(Op.DIVW, "divw", MULDIV, 4);
        registerWord(Op.DIVUW, "divuw", MULDIV, 5);
        registerWord(Op.REMW, "remw", MULDIV, 6);
        registerWord(Op.REMUW, "remuw", MULDIV, 7);
    }

    /** The codes of one width follow each other, from LR on. */
    private static void atomicInstructions(int funct3, String width, int first) {
        int match = funct3 << 12 | AMO;
        row(first, "lr." + width, Format.LR, FUNCT5_MASK | RS2_MASK, 0x02 << 27 | match);
        String[] names = {
            "sc", "amoswap", "amoadd", "amoxor", "amoand", "amoor", "amomin", "amomax", "amominu",
            "amomaxu"
        };
        int[] funct5 = {0x03, 0x01, 0x00, 0x04, 0x0c, 0x08, 0x10, 0x14, 0x18, 0x1c};
        for (int i = 0; i < names.length; i++) {
            String name = names[i] + "." + width;
            row(first + 1 + i, name, Format.AMO, FUNCT5_MASK, funct5[i] << 27 | match);
        }
    }

    private static void systemInstructions() {
        row(Op.ECALL, "ecall", Format.NONE, -1, SYSTEM);
        row(Op.EBREAK, "ebreak", Format.NONE, -1, 0x001 << 20 | SYSTEM);
        row(Op.SRET, "sret", Format.NONE, -1, 0x102 << 20 | SYSTEM);
        row(Op.MRET, "mret", Format.NONE, -1, 0x302 << 20 | SYSTEM);
        row(Op.WFI, "wfi", Format.NONE, -1, 0x105 << 20 | SYSTEM);
        row(Op.SFENCE_VMA, "sfence.vma", Format.SFENCE, 0xfe00_7fff, 0x09 << 25 | SYSTEM);
        funct3(Op.CSRRW, "csrrw", Format.CSR, SYSTEM, 1);
        funct3(Op.CSRRS, "csrrs", Format.CSR, SYSTEM, 2);
        funct3(Op.CSRRC, "csrrc", Format.CSR, SYSTEM, 3);
        funct3(Op.CSRRWI, "csrrwi", Format.CSR_I, SYSTEM, 5);
        funct3(Op.CSRRSI, "csrrsi", Format.CSR_I, SYSTEM, 6);
        funct3(Op.CSRRCI, "csrrci", Format.CSR_I, SYSTEM, 7);
    }
}
