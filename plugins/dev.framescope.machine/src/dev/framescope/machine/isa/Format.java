package dev.framescope.machine.isa;

/**
 * How an instruction's operands are encoded and written (Unprivileged ISA, Base Instruction
 * Formats).
 */
public enum Format {
    /** {@code rd,rs1,rs2}. */
    R,
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
    /** No operands. */
    NONE
}
