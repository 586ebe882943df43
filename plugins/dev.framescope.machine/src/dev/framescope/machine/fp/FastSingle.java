package dev.framescope.machine.fp;

/**
 * Singles by the host's arithmetic, as {@link FastDouble}. Here doubles hold the exact products of
 * singles, and compare with what was rounded.
 */
final class FastSingle {
    private static final float NOT_HERE = Float.NaN;

    private FastSingle() {}

    private static boolean isOrdinary(float result) {
        float magnitude = Math.abs(result);
        return magnitude > Float.MIN_NORMAL && magnitude <= Float.MAX_VALUE;
    }

    /** A sum that would be subnormal is exact. */
    static float add(float a, float b, FloatFlags flags) {
        float sum = a + b;
        if (!(Math.abs(sum) <= Float.MAX_VALUE)) {
            return NOT_HERE;
        }
        if (!flags.inexact()) {
            raise(error(a, b, sum) != 0, flags);
        }
        return sum;
    }

    /**
     * What a + b, summed exactly, is more than this; doubles that are products of singles at most.
     */
    private static double error(double a, double b, double sum) {
        double total = a + b;
        double partOfB = total - a;
        double partOfA = total - partOfB;
        double lost = a - partOfA + (b - partOfB);
        return lost != 0 ? lost : total - sum;
    }

    static float multiply(float a, float b, FloatFlags flags) {
        float product = a * b;
        if (!isOrdinary(product)) {
            return NOT_HERE;
        }
        raise((double) a * b != product, flags);
        return product;
    }

    static float divide(float a, float b, FloatFlags flags) {
        float quotient = a / b;
        if (!isOrdinary(quotient) || Math.abs(b) > Float.MAX_VALUE) {
            return NOT_HERE;
        }
        raise((double) quotient * b != a, flags);
        return quotient;
    }

    static float squareRoot(float a, FloatFlags flags) {
        if (!(a >= Float.MIN_NORMAL && a <= Float.MAX_VALUE)) {
            return NOT_HERE;
        }
        float root = (float) Math.sqrt(a);
        raise((double) root * root != a, flags);
        return root;
    }

    static float multiplyAdd(float a, float b, float c, FloatFlags flags) {
        float result = Math.fma(a, b, c);
        if (!isOrdinary(result)) {
            return NOT_HERE;
        }
        if (!flags.inexact()) {
            raise(error((double) a * b, c, result) != 0, flags);
        }
        return result;
    }

    private static void raise(boolean inexact, FloatFlags flags) {
        if (inexact) {
            flags.raise(FloatFlags.NX);
        }
    }
}
