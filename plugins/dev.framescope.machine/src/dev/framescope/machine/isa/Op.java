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

    // F, then D: the codes of each format follow in the same order
    public static final int FLW = 87;
    public static final int FSW = 88;
    public static final int FMADD_S = 89;
    public static final int FMSUB_S = 90;
    public static final int FNMSUB_S = 91;
    public static final int FNMADD_S = 92;
    public static final int FADD_S = 93;
    public static final int FSUB_S = 94;
    public static final int FMUL_S = 95;
    public static final int FDIV_S = 96;
    public static final int FSQRT_S = 97;
    public static final int FSGNJ_S = 98;
    public static final int FSGNJN_S = 99;
    public static final int FSGNJX_S = 100;
    public static final int FMIN_S = 101;
    public static final int FMAX_S = 102;
    public static final int FCVT_S_D = 103;
    public static final int FEQ_S = 104;
    public static final int FLT_S = 105;
    public static final int FLE_S = 106;
    public static final int FCLASS_S = 107;
    public static final int FCVT_W_S = 108;
    public static final int FCVT_WU_S = 109;
    public static final int FCVT_L_S = 110;
    public static final int FCVT_LU_S = 111;
    public static final int FCVT_S_W = 112;
    public static final int FCVT_S_WU = 113;
    public static final int FCVT_S_L = 114;
    public static final int FCVT_S_LU = 115;
    public static final int FMV_X_W = 116;
    public static final int FMV_W_X = 117;

    public static final int FLD = 118;
    public static final int FSD = 119;
    public static final int FMADD_D = 120;
    public static final int FMSUB_D = 121;
    public static final int FNMSUB_D = 122;
    public static final int FNMADD_D = 123;
    public static final int FADD_D = 124;
    public static final int FSUB_D = 125;
    public static final int FMUL_D = 126;
    public static final int FDIV_D = 127;
    public static final int FSQRT_D = 128;
    public static final int FSGNJ_D = 129;
    public static final int FSGNJN_D = 130;
    public static final int FSGNJX_D = 131;
    public static final int FMIN_D = 132;
    public static final int FMAX_D = 133;
    public static final int FCVT_D_S = 134;
    public static final int FEQ_D = 135;
    public static final int FLT_D = 136;
    public static final int FLE_D = 137;
    public static final int FCLASS_D = 138;
    public static final int FCVT_W_D = 139;
    public static final int FCVT_WU_D = 140;
    public static final int FCVT_L_D = 141;
    public static final int FCVT_LU_D = 142;
    public static final int FCVT_D_W = 143;
    public static final int FCVT_D_WU = 144;
    public static final int FCVT_D_L = 145;
    public static final int FCVT_D_LU = 146;
    public static final int FMV_X_D = 147;
    public static final int FMV_D_X = 148;

    // Zba, Zbb, Zbc, Zbs and Zicond: first between registers, then with immediates, then of one
    public static final int ADD_UW = 149;
    public static final int SH1ADD = 150;
    public static final int SH2ADD = 151;
    public static final int SH3ADD = 152;
    public static final int SH1ADD_UW = 153;
    public static final int SH2ADD_UW = 154;
    public static final int SH3ADD_UW = 155;
    public static final int ANDN = 156;
    public static final int ORN = 157;
    public static final int XNOR = 158;
    public static final int MAX = 159;
    public static final int MAXU = 160;
    public static final int MIN = 161;
    public static final int MINU = 162;
    public static final int ROL = 163;
    public static final int ROR = 164;
    public static final int ROLW = 165;
    public static final int RORW = 166;
    public static final int CLMUL = 167;
    public static final int CLMULH = 168;
    public static final int CLMULR = 169;
    public static final int BCLR = 170;
    public static final int BEXT = 171;
    public static final int BINV = 172;
    public static final int BSET = 173;
    public static final int CZERO_EQZ = 174;
    public static final int CZERO_NEZ = 175;
    public static final int SLLI_UW = 176;
    public static final int RORI = 177;
    public static final int RORIW = 178;
    public static final int BCLRI = 179;
    public static final int BEXTI = 180;
    public static final int BINVI = 181;
    public static final int BSETI = 182;
    public static final int CLZ = 183;
    public static final int CLZW = 184;
    public static final int CTZ = 185;
    public static final int CTZW = 186;
    public static final int CPOP = 187;
    public static final int CPOPW = 188;
    public static final int SEXT_B = 189;
    public static final int SEXT_H = 190;
    public static final int ZEXT_H = 191;
    public static final int ORC_B = 192;
    public static final int REV8 = 193;

    // Privileged and Zicsr
    public static final int ECALL = 194;
    public static final int EBREAK = 195;
    public static final int SRET = 196;
    public static final int MRET = 197;
    public static final int WFI = 198;
    public static final int SFENCE_VMA = 199;
    public static final int CSRRW = 200;
    public static final int CSRRS = 201;
    public static final int CSRRC = 202;
    public static final int CSRRWI = 203;
    public static final int CSRRSI = 204;
    public static final int CSRRCI = 205;

    // Svinval, Zawrs, Zicbom and Zicboz
    public static final int SINVAL_VMA = 206;
    public static final int SFENCE_W_INVAL = 207;
    public static final int SFENCE_INVAL_IR = 208;
    public static final int WRS_NTO = 209;
    public static final int WRS_STO = 210;
    public static final int CBO_INVAL = 211;
    public static final int CBO_CLEAN = 212;
    public static final int CBO_FLUSH = 213;
    public static final int CBO_ZERO = 214;

    // Anything else: the immediate holds the instruction bits.
    public static final int ILLEGAL = 215;

    /** One more than the highest code. */
    public static final int COUNT = 216;

    /** One of the A extension. */
    public static boolean isAtomic(int op) {
        return op >= LR_W && op <= AMOMAXU_D;
    }

    /** One of the F and D extensions. */
    public static boolean isFloat(int op) {
        return op >= FLW && op <= FMV_D_X;
    }

    /** One of Zba, Zbb, Zbc, Zbs and Zicond: between integer registers, without any fault. */
    public static boolean isBitManipulation(int op) {
        return op >= ADD_UW && op <= REV8;
    }

    private Op() {}
}
