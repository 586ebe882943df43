package dev.framescope.machine.isa;

/** Enters the rows of one extension into the instruction table. */
final class Rows {
    /** Major opcodes (Unprivileged ISA, RISC-V base opcode map), with the low bits 11. */
    static final int LOAD = 0x03;

    static final int LOAD_FP = 0x07;
    static final int MISC_MEM = 0x0f;
    static final int OP_IMM = 0x13;
    static final int AUIPC = 0x17;
    static final int OP_IMM_32 = 0x1b;
    static final int STORE = 0x23;
    static final int STORE_FP = 0x27;
    static final int AMO = 0x2f;
    static final int OP = 0x33;
    static final int LUI = 0x37;
    static final int OP_32 = 0x3b;
    static final int MADD = 0x43;
    static final int MSUB = 0x47;
    static final int NMSUB = 0x4b;
    static final int NMADD = 0x4f;
    static final int OP_FP = 0x53;
    static final int BRANCH = 0x63;
    static final int JALR = 0x67;
    static final int JAL = 0x6f;
    static final int SYSTEM = 0x73;

    static final int OPCODE_MASK = 0x7f;
    static final int RD_MASK = 0x1f << 7;
    static final int FUNCT3_MASK = 0x707f;
    static final int FUNCT5_MASK = 0xf800_707f;
    static final int FUNCT6_MASK = 0xfc00_707f;
    static final int FUNCT7_MASK = 0xfe00_707f;
    static final int RS2_MASK = 0x01f0_0000;

    private final Extension extension;
    private final Instruction[] byOp;

    Rows(Extension extension, Instruction[] byOp) {
        this.extension = extension;
        this.byOp = byOp;
    }

    void row(int op, String name, Format format, int mask, int match) {
        byOp[op] = new Instruction(op, name, format, mask, match, extension);
    }

    /** An instruction without variable fields. */
    void fixed(int op, String name, int word) {
        row(op, name, Format.NONE, -1, word);
    }

    void funct3(int op, String name, Format format, int opcode, int funct3) {
        row(op, name, format, FUNCT3_MASK, funct3 << 12 | opcode);
    }

    void shift(int op, String name, int opcode, int funct6, int funct3) {
        row(op, name, Format.SHIFT, FUNCT6_MASK, funct6 << 26 | funct3 << 12 | opcode);
    }

    void funct7(int op, String name, Format format, int opcode, int funct7, int funct3) {
        row(op, name, format, FUNCT7_MASK, funct7 << 25 | funct3 << 12 | opcode);
    }

    void register(int op, String name, int funct7, int funct3) {
        funct7(op, name, Format.R, OP, funct7, funct3);
    }

    void registerWord(int op, String name, int funct7, int funct3) {
        funct7(op, name, Format.R, OP_32, funct7, funct3);
    }

    /** One operand; the field of the second is part of the code. */
    void unary(int op, String name, int opcode, int funct12, int funct3) {
        int match = funct12 << 20 | funct3 << 12 | opcode;
        row(op, name, Format.UNARY, FUNCT7_MASK | RS2_MASK, match);
    }
}
