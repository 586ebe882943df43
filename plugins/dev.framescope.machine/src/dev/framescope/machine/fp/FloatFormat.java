package dev.framescope.machine.fp;

/**
 * The formats of F and D (IEEE 754, Binary interchange formats). Numbers are handled as their bits
 * in the low end of a {@code long}; those above a single's 32 bits are zero.
 */
public enum FloatFormat {
    SINGLE(24, 8),
    DOUBLE(53, 11);

    private final int precision;
    private final int exponentMask;
    private final int bias;
    private final long signBit;
    private final long fractionMask;

    FloatFormat(int precision, int exponentBits) {
        this.precision = precision;
        exponentMask = (1 << exponentBits) - 1;
        bias = exponentMask >> 1;
        signBit = 1L << precision - 1 + exponentBits;
        fractionMask = (1L << precision - 1) - 1;
    }

    /** Binary digits of a normal number, with the hidden one. */
    int precision() {
        return precision;
    }

    /** The exponent of the greatest numbers. */
    int maxExponent() {
        return bias;
    }

    /** The exponent of the smallest normal numbers, and of all subnormal ones. */
    int minExponent() {
        return 1 - bias;
    }

    /** The bit that makes a number negative. */
    public long signBit() {
        return signBit;
    }

    /** The NaN that operations give (Unprivileged ISA, NaN Generation and Propagation). */
    public long canonicalNan() {
        return infinity(false) | quietBit();
    }

    private long quietBit() {
        return 1L << precision - 2;
    }

    long infinity(boolean negative) {
        return sign(negative) | (long) exponentMask << precision - 1;
    }

    /** The greatest number that is not infinite. */
    long greatest(boolean negative) {
        return infinity(negative) - 1;
    }

    long zero(boolean negative) {
        return sign(negative);
    }

    private long sign(boolean negative) {
        return negative ? signBit : 0;
    }

    boolean isNegative(long value) {
        return (value & signBit) != 0;
    }

    /** The bits without the sign. */
    long magnitude(long value) {
        return value & signBit - 1;
    }

    boolean isNan(long value) {
        return magnitude(value) > infinity(false);
    }

    boolean isSignalingNan(long value) {
        return isNan(value) && (value & quietBit()) == 0;
    }

    boolean isInfinite(long value) {
        return magnitude(value) == infinity(false);
    }

    boolean isZero(long value) {
        return magnitude(value) == 0;
    }

    boolean isSubnormal(long value) {
        return magnitude(value) <= fractionMask && !isZero(value);
    }

    /** The exponent of a finite number's first digit; any number for zero. */
    int exponent(long value) {
        int biased = (int) (value >>> precision - 1) & exponentMask;
        if (biased != 0) {
            return biased - bias;
        }
        int leadingZeros = Long.numberOfLeadingZeros(value & fractionMask);
        return minExponent() + Long.SIZE - precision - leadingZeros;
    }

    /** The digits of a finite number, the first one in bit 63; 0 for zero. */
    long significand(long value) {
        long fraction = value & fractionMask;
        boolean normal = ((int) (value >>> precision - 1) & exponentMask) != 0;
        if (normal) {
            return (fraction | 1L << precision - 1) << Long.SIZE - precision;
        }
        return fraction << Long.numberOfLeadingZeros(fraction);
    }

    /**
     * A finite number.
     *
     * @param exponent of a number whose hidden digit is 1; {@link #minExponent} for subnormals
     * @param digits as many as the precision, with the hidden one; if rounding has carried into one
     *     more, the exponent follows by itself
     */
    long pack(boolean negative, int exponent, long digits) {
        return sign(negative) | ((long) (exponent + bias - 1) << precision - 1) + digits;
    }
}
