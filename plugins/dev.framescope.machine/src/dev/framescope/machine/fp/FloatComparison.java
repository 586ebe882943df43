package dev.framescope.machine.fp;

import static dev.framescope.machine.fp.FloatFlags.NV;

/** Comparisons, minimum, maximum and classification (Unprivileged ISA, F Extension 2.2). */
public final class FloatComparison {
    private static final int NEGATIVE_INFINITY = 1;
    private static final int NEGATIVE_NORMAL = 1 << 1;
    private static final int NEGATIVE_SUBNORMAL = 1 << 2;
    private static final int NEGATIVE_ZERO = 1 << 3;
    private static final int POSITIVE_ZERO = 1 << 4;
    private static final int POSITIVE_SUBNORMAL = 1 << 5;
    private static final int POSITIVE_NORMAL = 1 << 6;
    private static final int POSITIVE_INFINITY = 1 << 7;
    private static final int SIGNALING_NAN = 1 << 8;
    private static final int QUIET_NAN = 1 << 9;

    private FloatComparison() {}

    /** Whether a = b: quiet, so that only signaling NaNs are invalid. */
    public static boolean equal(FloatFormat format, long a, long b, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            SoftFloat.nan(format, a, b, flags);
            return false;
        }
        return key(format, a) == key(format, b);
    }

    /** Whether a &lt; b: signaling, so that every NaN is invalid. */
    public static boolean less(FloatFormat format, long a, long b, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            flags.raise(NV);
            return false;
        }
        return key(format, a) < key(format, b);
    }

    /** Whether a &lt;= b: signaling. */
    public static boolean lessOrEqual(FloatFormat format, long a, long b, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            flags.raise(NV);
            return false;
        }
        return key(format, a) <= key(format, b);
    }

    /** Orders as the numbers do; both zeros are 0. */
    private static long key(FloatFormat format, long value) {
        long magnitude = format.magnitude(value);
        return format.isNegative(value) ? -magnitude : magnitude;
    }

    /** The lesser of two; -0 is less than +0, and a NaN gives way to a number. */
    public static long minimum(FloatFormat format, long a, long b, FloatFlags flags) {
        return choose(format, a, b, true, flags);
    }

    /** The greater of two; as {@link #minimum}. */
    public static long maximum(FloatFormat format, long a, long b, FloatFlags flags) {
        return choose(format, a, b, false, flags);
    }

    private static long choose(
            FloatFormat format, long a, long b, boolean lesser, FloatFlags flags) {
        if (format.isNan(a) || format.isNan(b)) {
            long nan = SoftFloat.nan(format, a, b, flags);
            if (format.isNan(a)) {
                return format.isNan(b) ? nan : b;
            }
            return a;
        }
        int difference = Long.compare(key(format, a), key(format, b));
        boolean firstIsLess = difference == 0 ? format.isNegative(a) : difference < 0;
        return firstIsLess == lesser ? a : b;
    }

    /** The class of a number, as fclass tells it: one of ten bits. */
    public static int classify(FloatFormat format, long value) {
        if (format.isNan(value)) {
            return format.isSignalingNan(value) ? SIGNALING_NAN : QUIET_NAN;
        }
        boolean negative = format.isNegative(value);
        if (format.isInfinite(value)) {
            return negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        if (format.isZero(value)) {
            return negative ? NEGATIVE_ZERO : POSITIVE_ZERO;
        }
        if (format.isSubnormal(value)) {
            return negative ? NEGATIVE_SUBNORMAL : POSITIVE_SUBNORMAL;
        }
        return negative ? NEGATIVE_NORMAL : POSITIVE_NORMAL;
    }
}
