package dev.framescope.debugger.code;

import dev.framescope.machine.isa.Op;

import java.util.OptionalLong;

/**
 * What the integer instructions compute that compilers and people use around stack frames
 * (Unprivileged Architecture, RV64I).
 */
public final class Arithmetic {
    private Arithmetic() {}

    /**
     * The result of an instruction with an immediate.
     *
     * @return empty if it is none of those known here
     */
    public static OptionalLong withImmediate(int op, long a, int immediate) {
        return switch (op) {
            case Op.ADDI -> OptionalLong.of(a + immediate);
            case Op.ADDIW -> OptionalLong.of((int) (a + immediate));
            case Op.ANDI -> OptionalLong.of(a & immediate);
            case Op.ORI -> OptionalLong.of(a | immediate);
            case Op.XORI -> OptionalLong.of(a ^ immediate);
            case Op.SLLI -> OptionalLong.of(a << immediate);
            case Op.SRLI -> OptionalLong.of(a >>> immediate);
            case Op.SRAI -> OptionalLong.of(a >> immediate);
            case Op.SLTI -> OptionalLong.of(a < immediate ? 1 : 0);
            case Op.SLTIU -> OptionalLong.of(Long.compareUnsigned(a, immediate) < 0 ? 1 : 0);
            default -> OptionalLong.empty();
        };
    }

    /**
     * The result of an instruction between two registers.
     *
     * @return empty if it is none of those known here
     */
    public static OptionalLong ofRegisters(int op, long a, long b) {
        return switch (op) {
            case Op.ADD -> OptionalLong.of(a + b);
            case Op.SUB -> OptionalLong.of(a - b);
            case Op.AND -> OptionalLong.of(a & b);
            case Op.OR -> OptionalLong.of(a | b);
            case Op.XOR -> OptionalLong.of(a ^ b);
            case Op.SLL -> OptionalLong.of(a << b);
            case Op.SRL -> OptionalLong.of(a >>> b);
            case Op.SLT -> OptionalLong.of(a < b ? 1 : 0);
            case Op.SLTU -> OptionalLong.of(Long.compareUnsigned(a, b) < 0 ? 1 : 0);
            case Op.ADDW -> OptionalLong.of((int) (a + b));
            case Op.SUBW -> OptionalLong.of((int) (a - b));
            case Op.MUL -> OptionalLong.of(a * b);
            default -> OptionalLong.empty();
        };
    }

    /** Whether a branch is taken; op is one of the six branches. */
    public static boolean isTaken(int op, long a, long b) {
        return switch (op) {
            case Op.BEQ -> a == b;
            case Op.BNE -> a != b;
            case Op.BLT -> a < b;
            case Op.BGE -> a >= b;
            case Op.BLTU -> Long.compareUnsigned(a, b) < 0;
            case Op.BGEU -> Long.compareUnsigned(a, b) >= 0;
            default -> throw new IllegalArgumentException("no branch: " + op);
        };
    }
}
