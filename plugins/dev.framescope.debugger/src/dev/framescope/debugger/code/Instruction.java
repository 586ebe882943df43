package dev.framescope.debugger.code;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.Optional;

/**
 * One instruction in memory, and what it means to control flow and to a stack frame. Immutable.
 *
 * @param pc where it is
 * @param decoded as {@link Decoder} packs it; compressed ones as what they stand for
 */
public record Instruction(long pc, long decoded) {
    /** The alternate link register (Unprivileged Architecture, return-address stack hints). */
    private static final int T0 = 5;

    private static final int CSR_SHIFT = 20;
    private static final int MAX_LENGTH = 4;

    /** The instruction at a pc of a hart; empty if there is none to be read. */
    public static Optional<Instruction> read(HartInspection hart, long pc) {
        byte[] bytes = new byte[MAX_LENGTH];
        return of(pc, bytes, hart.readVirtual(pc, bytes, 0, bytes.length));
    }

    /** The instruction at an address in some address space; empty if there is none to be read. */
    public static Optional<Instruction> read(MemoryView memory, long pc) {
        byte[] bytes = new byte[MAX_LENGTH];
        return of(pc, bytes, memory.read(pc, bytes, 0, bytes.length));
    }

    private static Optional<Instruction> of(long pc, byte[] bytes, int count) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (bytes[i] & 0xff) << 8 * i;
        }
        return count >= 2 && count >= Decoder.length(bits)
                ? Optional.of(new Instruction(pc, Decoder.decode(bits)))
                : Optional.empty();
    }

    /** The address after it. */
    public long next() {
        return pc + 2 * (decoded >>> Decoder.LENGTH_SHIFT & Decoder.LENGTH_MASK);
    }

    /** Its code, one of the constants of {@link Op}. */
    public int op() {
        return (int) decoded & Decoder.OP_MASK;
    }

    /** The register it writes; {@link Decoder#NO_REGISTER} if it writes none, or x0. */
    public int rd() {
        return (int) (decoded >>> Decoder.RD_SHIFT) & Decoder.RD_MASK;
    }

    public int rs1() {
        return (int) (decoded >>> Decoder.RS1_SHIFT) & Decoder.REGISTER_MASK;
    }

    public int rs2() {
        return (int) (decoded >>> Decoder.RS2_SHIFT) & Decoder.REGISTER_MASK;
    }

    public int immediate() {
        return (int) (decoded >>> Decoder.IMMEDIATE_SHIFT);
    }

    /** The number of the CSR it accesses. */
    public int csr() {
        return immediate() >>> CSR_SHIFT;
    }

    public boolean isJump() {
        return op() == Op.JAL || op() == Op.JALR;
    }

    /** A jump that leaves a return address behind. */
    public boolean isCall() {
        return isJump() && (rd() == Registers.RA || rd() == T0);
    }

    /** A jump to a return address. */
    public boolean isReturn() {
        return op() == Op.JALR
                && rd() == Decoder.NO_REGISTER
                && (rs1() == Registers.RA || rs1() == T0);
    }

    /** {@code j}: an unconditional jump to an address that is part of it. */
    public boolean isGoto() {
        return op() == Op.JAL && rd() == Decoder.NO_REGISTER;
    }

    /** Where a {@code jal} or a branch goes to. */
    public long jumpTarget() {
        return pc + immediate();
    }

    public boolean isBranch() {
        return switch (op()) {
            case Op.BEQ, Op.BNE, Op.BLT, Op.BGE, Op.BLTU, Op.BGEU -> true;
            default -> false;
        };
    }

    /** {@code sret} or {@code mret}. */
    public boolean isTrapReturn() {
        return op() == Op.SRET || op() == Op.MRET;
    }

    public boolean isLoad() {
        return switch (op()) {
            case Op.LB, Op.LH, Op.LW, Op.LD, Op.LBU, Op.LHU, Op.LWU -> true;
            default -> false;
        };
    }

    /** A load into, or a store from, a floating-point register. */
    public boolean isFloatTransfer() {
        return switch (op()) {
            case Op.FLW, Op.FLD, Op.FSW, Op.FSD -> true;
            default -> false;
        };
    }

    public boolean isStore() {
        return switch (op()) {
            case Op.SB, Op.SH, Op.SW, Op.SD -> true;
            default -> false;
        };
    }

    public boolean isCsrAccess() {
        return switch (op()) {
            case Op.CSRRW, Op.CSRRS, Op.CSRRC, Op.CSRRWI, Op.CSRRSI, Op.CSRRCI -> true;
            default -> false;
        };
    }

    /** Whether, traps aside, the hart goes on at {@link #next} at once, in the same mode. */
    public boolean isStraight() {
        return switch (op()) {
            case Op.ECALL, Op.EBREAK, Op.WFI, Op.ILLEGAL, Op.NONE -> false;
            default -> !isJump() && !isBranch() && !isTrapReturn();
        };
    }
}
