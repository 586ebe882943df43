package dev.framescope.machine.isa;

/**
 * How an instruction's operands are encoded and written (Unprivileged ISA, Base Instruction
 * Formats).
 */
public enum Format {
    /** {@code rd,rs1,rs2}. */
    R,
    /** {@code rd,rs1}. */
    UNARY,
    /** {@code rd,rs1,imm12}. */
    I,
    /** {@code rd,rs1,shamt6}. */
    SHIFT,
    /** {@code rd,rs1,shamt5}. */
    SHIFT_W,
    /** {@code rd,imm12(rs1)}. */
    LOAD,
    /** {@code rd,imm12(rs1)}: a jump. */
    JALR,
    /** {@code rs2,imm12(rs1)}. */
    STORE,
    /** {@code rs1,rs2,target}. */
    BRANCH,
    /** {@code rd,imm20}. */
    U,
    /** {@code rd,target}. */
    J,
    /** Predecessor and successor sets. */
    FENCE,
    /** {@code rd,rs2,(rs1)}. */
    AMO,
    /** {@code rd,(rs1)}. */
    LR,
    /** {@code rd,csr,rs1}. */
    CSR,
    /** {@code rd,csr,uimm5}. */
    CSR_I,
    /** {@code rs1,rs2}. */
    SFENCE,
    /** {@code (rs1)}. */
    CACHE_BLOCK,
    /** {@code fd,imm12(rs1)}. */
    FLOAT_LOAD,
    /** {@code fs2,imm12(rs1)}. */
    FLOAT_STORE,
    /** {@code fd,fs1,fs2}. */
    FLOAT,
    /** {@code fd,fs1,fs2,rm}. */
    FLOAT_ROUNDED,
    /** {@code fd,fs1,fs2,fs3,rm}. */
    FLOAT_FUSED,
    /** {@code fd,fs1,rm}. */
    FLOAT_CONVERT,
    /** {@code fd,fs1}, with an rm that has no effect. */
    FLOAT_WIDEN,
    /** {@code rd,fs1,fs2}. */
    FLOAT_COMPARE,
    /** {@code rd,fs1}. */
    FLOAT_TO_X,
    /** {@code rd,fs1,rm}. */
    FLOAT_TO_X_ROUNDED,
    /** {@code fd,rs1}. */
    FLOAT_FROM_X,
    /** {@code fd,rs1}, with an rm that has no effect. */
    FLOAT_FROM_X_EXACT,
    /** {@code fd,rs1,rm}. */
    FLOAT_FROM_X_ROUNDED,
    /** No operands. */
    NONE
}
