package dev.framescope.machine.fp;

import static dev.framescope.machine.fp.FloatFlags.DZ;
import static dev.framescope.machine.fp.FloatFlags.NV;
import static dev.framescope.machine.fp.FloatFlags.NX;
import static dev.framescope.machine.fp.FloatFlags.OF;
import static dev.framescope.machine.fp.FloatFlags.UF;

/**
 * Floating-point arithmetic with integers (Unprivileged ISA, F and D Extensions). Between unpacking
 * and rounding, a number is {@code significand * 2^(exponent - 63)}; digits that do not fit are
 * or-ed into the lowest bit, which is sticky. Tininess is detected after rounding.
 */
public final class SoftFloat {
    /** More than enough digits for a quotient or root of doubles. */
    private static final int DIVISION_DIGITS = 62;

    private static final int ROOT_DIGITS = 60;

    private SoftFloat() {}

    /** a + b. */
    public static long add(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b, flags);
        }
        boolean negative = format.isNegative(a);
        boolean sameSign = negative == format.isNegative(b);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) && !sameSign ? invalid(format, flags) : a;
        }
        if (format.isInfinite(b)) {
            return b;
        }
        if (format.isZero(a) && format.isZero(b)) {
            return sameSign ? a : format.zero(mode == RoundingMode.RDN);
        }
        if (format.isZero(a) || format.isZero(b)) {
            return format.isZero(a) ? b : a;
        }
        int exponent = format.exponent(a);
        int distance = exponent - format.exponent(b);
        long first = format.significand(a) >>> 1;
        long second = format.significand(b) >>> 1;
        if (distance >= 0) {
            second = shiftRightSticky(second, distance);
        } else {
            first = shiftRightSticky(first, -distance);
            exponent -= distance;
        }
        long sum = sameSign ? first + second : first - second;
        if (sum == 0) {
            return format.zero(mode == RoundingMode.RDN);
        }
        if (!sameSign && sum < 0) {
            sum = -sum;
            negative = !negative;
        }
        return round(format, negative, exponent + 1, sum, mode, flags);
    }

    /** a - b. */
    public static long subtract(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        long negated = format.isNan(b) ? b : b ^ format.signBit();
        return add(format, a, negated, mode, flags);
    }

    /** a * b. */
    public static long multiply(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b, flags);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        boolean zero = format.isZero(a) || format.isZero(b);
        if (format.isInfinite(a) || format.isInfinite(b)) {
            return zero ? invalid(format, flags) : format.infinity(negative);
        }
        if (zero) {
            return format.zero(negative);
        }
        long first = format.significand(a);
        long second = format.significand(b);
        long product = Math.unsignedMultiplyHigh(first, second) | (first * second != 0 ? 1 : 0);
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        return round(format, negative, exponent, product, mode, flags);
    }

    /** a / b. */
    public static long divide(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            return nan(format, a, b, flags);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) ? invalid(format, flags) : format.infinity(negative);
        }
        if (format.isZero(b)) {
            if (format.isZero(a)) {
                return invalid(format, flags);
            }
            flags.raise(DZ);
            return format.infinity(negative);
        }
        if (format.isZero(a) || format.isInfinite(b)) {
            return format.zero(negative);
        }
        long remainder = format.significand(a) >>> 2;
        long divisor = format.significand(b) >>> 2;
        int exponent = format.exponent(a) - format.exponent(b);
        long quotient = 0;
        for (int i = 0; i < DIVISION_DIGITS; i++) {
            quotient <<= 1;
            if (remainder >= divisor) {
                remainder -= divisor;
                quotient |= 1;
            }
            remainder <<= 1;
        }
        int scaled = exponent + Long.SIZE - DIVISION_DIGITS;
        return round(format, negative, scaled, sticky(quotient, remainder), mode, flags);
    }

    /** The square root of a. */
    public static long squareRoot(FloatFormat format, long a, int mode, FloatFlags flags) {
        if (format.isNan(a)) {
            return nan(format, a, a, flags);
        }
        if (format.isZero(a)) {
            return a;
        }
        if (format.isNegative(a)) {
            return invalid(format, flags);
        }
        if (format.isInfinite(a)) {
            return a;
        }
        int exponent = format.exponent(a);
        long digits = format.significand(a) >>> 1 - (exponent & 1);
        long root = 0;
        long remainder = 0;
        for (int i = 0; i < ROOT_DIGITS; i++) {
            remainder = remainder << 2 | digits >>> 62;
            digits <<= 2;
            long trial = root << 2 | 1;
            root <<= 1;
            if (remainder >= trial) {
                remainder -= trial;
                root |= 1;
            }
        }
        int scaled = (exponent >> 1) + Long.SIZE - ROOT_DIGITS;
        return round(format, false, scaled, sticky(root, remainder), mode, flags);
    }

    /** a * b + c, rounded once. */
    public static long multiplyAdd(
            FloatFormat format, long a, long b, long c, int mode, FloatFlags flags) {
        boolean zero = format.isZero(a) || format.isZero(b);
        boolean infinite = format.isInfinite(a) || format.isInfinite(b);
        if (format.isNan(a) || format.isNan(b) || format.isNan(c)) {
            if (zero && infinite || format.isSignalingNan(c)) {
                flags.raise(NV);
            }
            return nan(format, a, b, flags);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (infinite) {
            boolean opposite = format.isInfinite(c) && format.isNegative(c) != negative;
            return zero || opposite ? invalid(format, flags) : format.infinity(negative);
        }
        if (format.isInfinite(c)) {
            return c;
        }
        if (zero) {
            boolean difference = format.isZero(c) && format.isNegative(c) != negative;
            return difference ? format.zero(mode == RoundingMode.RDN) : c;
        }
        return WideSum.of(format, a, b, c, mode, flags);
    }

    /** The result of an operation of which an operand is NaN. */
    static long nan(FloatFormat format, long a, long b, FloatFlags flags) {
        if (format.isSignalingNan(a) || format.isSignalingNan(b)) {
            flags.raise(NV);
        }
        return format.canonicalNan();
    }

    private static long invalid(FloatFormat format, FloatFlags flags) {
        flags.raise(NV);
        return format.canonicalNan();
    }

    private static long sticky(long digits, long rest) {
        return rest != 0 ? digits | 1 : digits;
    }

    static long shiftRightSticky(long digits, int distance) {
        if (distance >= Long.SIZE) {
            return digits != 0 ? 1 : 0;
        }
        return sticky(digits >>> distance, digits & (1L << distance) - 1);
    }

    /**
     * Rounds {@code significand * 2^(exponent - 63)}.
     *
     * @param significand not 0; need not be normalised
     */
    static long round(
            FloatFormat format,
            boolean negative,
            int exponent,
            long significand,
            int mode,
            FloatFlags flags) {
        int leadingZeros = Long.numberOfLeadingZeros(significand);
        long digits = significand << leadingZeros;
        int scale = exponent - leadingZeros;
        int min = format.minExponent();
        if (scale >= min) {
            return roundNormal(format, negative, scale, digits, mode, flags);
        }
        int kept = format.precision();
        boolean tiny = scale < min - 1 || !carries(kept, negative, digits, mode);
        long shifted = shiftRightSticky(digits, min - scale);
        long dropped = shifted << kept;
        if (dropped != 0) {
            flags.raise(tiny ? NX | UF : NX);
        }
        return format.pack(negative, min, rounded(kept, negative, shifted, mode));
    }

    private static long roundNormal(
            FloatFormat format,
            boolean negative,
            int exponent,
            long digits,
            int mode,
            FloatFlags flags) {
        int kept = format.precision();
        boolean carries = carries(kept, negative, digits, mode);
        if (exponent + (carries ? 1 : 0) > format.maxExponent()) {
            flags.raise(OF | NX);
            boolean away = RoundingMode.increments(mode, negative, true, -1);
            return away ? format.infinity(negative) : format.greatest(negative);
        }
        if (digits << kept != 0) {
            flags.raise(NX);
        }
        return format.pack(negative, exponent, rounded(kept, negative, digits, mode));
    }

    /** The first {@code kept} digits, rounded: possibly one more. */
    private static long rounded(int kept, boolean negative, long digits, int mode) {
        long result = digits >>> Long.SIZE - kept;
        boolean odd = (result & 1) != 0;
        return RoundingMode.increments(mode, negative, odd, digits << kept) ? result + 1 : result;
    }

    /** Whether rounding to {@code kept} digits gives a power of two above. */
    private static boolean carries(int kept, boolean negative, long digits, int mode) {
        return rounded(kept, negative, digits, mode) == 1L << kept;
    }
}
