package dev.framescope.machine.isa;

/**
 * The operation codes of decoded instructions, as constants for {@code switch}. They number the
 * rows of {@link InstructionTable} and are dense, so that a switch over them is a jump table.
 */
public final class Op {
    /** No instruction: what a slot holds before it is decoded. */
    public static final int NONE = 0;

    // RV64I
    public static final int LUI = 1;
    public static final int AUIPC = 2;
    public static final int JAL = 3;
    public static final int JALR = 4;
    public static final int BEQ = 5;
    public static final int BNE = 6;
    public static final int BLT = 7;
    public static final int BGE = 8;
    public static final int BLTU = 9;
    public static final int BGEU = 10;
    public static final int LB = 11;
    public static final int LH = 12;
    public static final int LW = 13;
    public static final int LD = 14;
    public static final int LBU = 15;
    public static final int LHU = 16;
    public static final int LWU = 17;
    public static final int SB = 18;
    public static final int SH = 19;
    public static final int SW = 20;
    public static final int SD = 21;
    public static final int ADDI = 22;
    public static final int SLTI = 23;
    public static final int SLTIU = 24;
    public static final int XORI = 25;
    public static final int ORI = 26;
    public static final int ANDI = 27;
    public static final int SLLI = 28;
    public static final int SRLI = 29;
    public static final int SRAI = 30;
    public static final int ADD = 31;
    public static final int SUB = 32;
    public static final int SLL = 33;
    public static final int SLT = 34;
    public static final int SLTU = 35;
    public static final int XOR = 36;
    public static final int SRL = 37;
    public static final int SRA = 38;
    public static final int OR = 39;
    public static final int AND = 40;
    public static final int ADDIW = 41;
    public static final int SLLIW = 42;
    public static final int SRLIW = 43;
    public static final int SRAIW = 44;
    public static final int ADDW = 45;
    public static final int SUBW = 46;
    public static final int SLLW = 47;
    public static final int SRLW = 48;
    public static final int SRAW = 49;

    // M
    public static final int MUL = 50;
    public static final int MULH = 51;
    public static final int MULHSU = 52;
    public static final int MULHU = 53;
    public static final int DIV = 54;
    public static final int DIVU = 55;
    public static final int REM = 56;
    public static final int REMU = 57;
    public static final int MULW = 58;
    public static final int DIVW = 59;
    public static final int DIVUW = 60;
    public static final int REMW = 61;
    public static final int REMUW = 62;

    // Zifencei and FENCE
    public static final int FENCE = 63;
    public static final int FENCE_I = 64;

    // A
    public static final int LR_W = 65;
    public static final int SC_W = 66;
    public static final int AMOSWAP_W = 67;
    public static final int AMOADD_W = 68;
    public static final int AMOXOR_W = 69;
    public static final int AMOAND_W = 70;
    public static final int AMOOR_W = 71;
    public static final int AMOMIN_W = 72;
    public static final int AMOMAX_W = 73;
    public static final int AMOMINU_W = 74;
    public static final int AMOMAXU_W = 75;
    public static final int LR_D = 76;
    public static final int SC_D = 77;
    public static final int AMOSWAP_D = 78;
    public static final int AMOADD_D = 79;
    public static final int AMOXOR_D = 80;
    public static final int AMOAND_D = 81;
    public static final int AMOOR_D = 82;
    public static final int AMOMIN_D = 83;
    public static final int AMOMAX_D = 84;
    public static final int AMOMINU_D = 85;
    public static final int AMOMAXU_D = 86;

    // Privileged and Zicsr
    public static final int ECALL = 87;
    public static final int EBREAK = 88;
    public static final int SRET = 89;
    public static final int MRET = 90;
    public static final int WFI = 91;
    public static final int SFENCE_VMA = 92;
    public static final int CSRRW = 93;
    public static final int CSRRS = 94;
    public static final int CSRRC = 95;
    public static final int CSRRWI = 96;
    public static final int CSRRSI = 97;
    public static final int CSRRCI = 98;

    // Anything else: the immediate holds the instruction bits.
    public static final int ILLEGAL = 99;

    /** One more than the highest code. */
    public static final int COUNT = 100;

    private Op() {}
}
