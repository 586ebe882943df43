package dev.framescope.machine.fp;

import static dev.framescope.machine.fp.FloatFlags.NV;
import static dev.framescope.machine.fp.FloatFlags.NX;

/** Conversions between the formats and integers (Unprivileged ISA, F Extension, FCVT). */
public final class FloatConversion {
    private FloatConversion() {}

    /** A signed 64-bit integer as a floating-point number. */
    public static long fromLong(FloatFormat format, long value, int mode, FloatFlags flags) {
        if (value == 0) {
            return format.zero(false);
        }
        return SoftFloat.round(format, value < 0, 63, Math.abs(value), mode, flags);
    }

    /** An unsigned 64-bit integer as a floating-point number. */
    public static long fromUnsigned(FloatFormat format, long value, int mode, FloatFlags flags) {
        if (value == 0) {
            return format.zero(false);
        }
        return SoftFloat.round(format, false, 63, value, mode, flags);
    }

    /** A number in another format. */
    public static long convert(
            FloatFormat from, FloatFormat to, long value, int mode, FloatFlags flags) {
        boolean negative = from.isNegative(value);
        if (from.isNan(value)) {
            if (from.isSignalingNan(value)) {
                flags.raise(NV);
            }
            return to.canonicalNan();
        }
        if (from.isInfinite(value)) {
            return to.infinity(negative);
        }
        if (from.isZero(value)) {
            return to.zero(negative);
        }
        int exponent = from.exponent(value);
        return SoftFloat.round(to, negative, exponent, from.significand(value), mode, flags);
    }

    /** To a signed 32-bit integer, sign-extended. */
    public static long toInt(FloatFormat format, long value, int mode, FloatFlags flags) {
        return (int) toInteger(format, value, Integer.MIN_VALUE, Integer.MAX_VALUE, mode, flags);
    }

    /** To an unsigned 32-bit integer, sign-extended as if it were signed. */
    public static long toUnsignedInt(FloatFormat format, long value, int mode, FloatFlags flags) {
        return (int) toInteger(format, value, 0, 0xffff_ffffL, mode, flags);
    }

    /** To a signed 64-bit integer. */
    public static long toLong(FloatFormat format, long value, int mode, FloatFlags flags) {
        return toInteger(format, value, Long.MIN_VALUE, Long.MAX_VALUE, mode, flags);
    }

    /** To an unsigned 64-bit integer. */
    public static long toUnsignedLong(FloatFormat format, long value, int mode, FloatFlags flags) {
        return toInteger(format, value, 0, -1, mode, flags);
    }

    /**
     * Rounds to an integer, and to the nearest limit if it is beyond.
     *
     * @param min the lowest integer, signed: not above 0
     * @param max the highest, unsigned; it is what NaN becomes
     */
    private static long toInteger(
            FloatFormat format, long value, long min, long max, int mode, FloatFlags flags) {
        if (format.isNan(value)) {
            flags.raise(NV);
            return max;
        }
        if (format.isZero(value)) {
            return 0;
        }
        boolean negative = format.isNegative(value);
        int exponent = format.exponent(value);
        if (exponent > 63) { // infinity too
            flags.raise(NV);
            return negative ? min : max;
        }
        long digits = format.significand(value);
        long whole = exponent < 0 ? 0 : digits >>> 63 - exponent;
        long fraction = fraction(digits, exponent);
        boolean odd = (whole & 1) != 0;
        if (RoundingMode.increments(mode, negative, odd, fraction)) {
            whole++;
        }
        if (Long.compareUnsigned(whole, negative ? -min : max) > 0) {
            flags.raise(NV);
            return negative ? min : max;
        }
        if (fraction != 0) {
            flags.raise(NX);
        }
        return negative ? -whole : whole;
    }

    /** The digits behind the point. */
    private static long fraction(long digits, int exponent) {
        if (exponent >= 63) {
            return 0;
        }
        return exponent >= -1
                ? digits << exponent + 1
                : SoftFloat.shiftRightSticky(digits, -1 - exponent);
    }
}
