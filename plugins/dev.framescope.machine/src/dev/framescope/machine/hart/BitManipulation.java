package dev.framescope.machine.hart;

import dev.framescope.machine.isa.Op;

/** Zba, Zbb, Zbc, Zbs and Zicond: results of two integers (Unprivileged ISA, B Extension). */
final class BitManipulation {
    private static final long WORD = 0xffff_ffffL;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;

    private BitManipulation() {}

    /**
     * @param op a code for which {@link Op#isBitManipulation} holds
     * @param a what is in rs1
     * @param b what is in rs2
     * @param immediate the immediate, for the codes that have one
     */
    static long execute(int op, long a, long b, long immediate) {
        if (op >= Op.CLZ) {
            return ofOne(op, a);
        }
        return op >= Op.SLLI_UW ? shifted(op, a, immediate) : ofTwo(op, a, b);
    }

    private static long ofTwo(int op, long a, long b) {
        return switch (op) {
            case Op.ADD_UW -> (a & WORD) + b;
            case Op.SH1ADD -> (a << 1) + b;
            case Op.SH2ADD -> (a << 2) + b;
            case Op.SH3ADD -> (a << 3) + b;
            case Op.SH1ADD_UW -> ((a & WORD) << 1) + b;
            case Op.SH2ADD_UW -> ((a & WORD) << 2) + b;
            case Op.SH3ADD_UW -> ((a & WORD) << 3) + b;
            case Op.ANDN -> a & ~b;
            case Op.ORN -> a | ~b;
            case Op.XNOR -> ~(a ^ b);
            case Op.MAX -> Math.max(a, b);
            case Op.MAXU -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case Op.MIN -> Math.min(a, b);
            case Op.MINU -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case Op.CLMUL -> product(a, b);
            case Op.CLMULH -> highProduct(a, b);
            case Op.CLMULR -> highProduct(a, b) << 1 | product(a, b) >>> 63;
            case Op.CZERO_EQZ -> b == 0 ? 0 : a;
            case Op.CZERO_NEZ -> b != 0 ? 0 : a;
            default -> shifted(op, a, b);
        };
    }

    /** Java's shifts and rotations take the count modulo the width, as these do. */
    private static long shifted(int op, long a, long count) {
        return switch (op) {
            case Op.ROL -> Long.rotateLeft(a, (int) count);
            case Op.ROR, Op.RORI -> Long.rotateRight(a, (int) count);
            case Op.ROLW -> Integer.rotateLeft((int) a, (int) count);
            case Op.RORW, Op.RORIW -> Integer.rotateRight((int) a, (int) count);
            case Op.BCLR, Op.BCLRI -> a & ~(1L << count);
            case Op.BEXT, Op.BEXTI -> a >>> count & 1;
            case Op.BINV, Op.BINVI -> a ^ 1L << count;
            case Op.BSET, Op.BSETI -> a | 1L << count;
            case Op.SLLI_UW -> (a & WORD) << count;
            default -> throw new IllegalArgumentException("not of Zb*: " + op);
        };
    }

    private static long ofOne(int op, long a) {
        return switch (op) {
            case Op.CLZ -> Long.numberOfLeadingZeros(a);
            case Op.CLZW -> Integer.numberOfLeadingZeros((int) a);
            case Op.CTZ -> Long.numberOfTrailingZeros(a);
            case Op.CTZW -> Integer.numberOfTrailingZeros((int) a);
            case Op.CPOP -> Long.bitCount(a);
            case Op.CPOPW -> Integer.bitCount((int) a);
            case Op.SEXT_B -> (byte) a;
            case Op.SEXT_H -> (short) a;
            case Op.ZEXT_H -> a & 0xffff;
            case Op.REV8 -> Long.reverseBytes(a);
            case Op.ORC_B -> orCombine(a);
            default -> throw new IllegalArgumentException("not of Zb*: " + op);
        };
    }

    /** All ones for each byte that is not 0. */
    private static long orCombine(long a) {
        long notZero = ((a & ~HIGH_BITS) + ~HIGH_BITS | a) & HIGH_BITS;
        return (notZero >>> 7) * 0xff;
    }

    /** The low half of the carry-less product. */
    private static long product(long a, long b) {
        long result = 0;
        for (long rest = b; rest != 0; rest &= rest - 1) {
            result ^= a << Long.numberOfTrailingZeros(rest);
        }
        return result;
    }

    /** The high half of the carry-less product. */
    private static long highProduct(long a, long b) {
        long result = 0;
        for (long rest = b & ~1L; rest != 0; rest &= rest - 1) {
            result ^= a >>> Long.SIZE - Long.numberOfTrailingZeros(rest);
        }
        return result;
    }
}
