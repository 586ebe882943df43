package dev.framescope.machine.fp;

/**
 * Doubles by the host's arithmetic: the result, with NX raised if it is inexact, or NaN where
 * {@link SoftFloat} is to decide. The error terms are those of TwoSum (Knuth) and of fused
 * multiply-add: they are exact as long as nothing over- or underflows.
 */
final class FastDouble {
    private static final double NOT_HERE = Double.NaN;

    /** Numbers not below this have an error term of 53 digits that is not subnormal. */
    private static final double ERROR_IS_EXACT = 0x1p-900;

    private FastDouble() {}

    /** Whether no flag but NX is possible: a number well above what underflow can yield. */
    private static boolean isOrdinary(double result) {
        double magnitude = Math.abs(result);
        return magnitude > Double.MIN_NORMAL && magnitude <= Double.MAX_VALUE;
    }

    /** A sum that would be subnormal is exact. */
    static double add(double a, double b, FloatFlags flags) {
        double sum = a + b;
        if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
            return NOT_HERE;
        }
        if (!flags.inexact()) {
            double error = error(a, b, sum);
            if (error != error) {
                return NOT_HERE;
            }
            raise(error != 0, flags);
        }
        return sum;
    }

    /** What a + b is more than its rounded sum; not finite if an intermediate sum overflows. */
    private static double error(double a, double b, double sum) {
        double partOfB = sum - a;
        double partOfA = sum - partOfB;
        double error = a - partOfA + (b - partOfB);
        return Math.abs(error) <= Double.MAX_VALUE ? error : NOT_HERE;
    }

    static double multiply(double a, double b, FloatFlags flags) {
        double product = a * b;
        if (!isOrdinary(product)) {
            return NOT_HERE;
        }
        if (!flags.inexact()) {
            if (Math.abs(product) < ERROR_IS_EXACT) {
                return NOT_HERE;
            }
            raise(Math.fma(a, b, -product) != 0, flags);
        }
        return product;
    }

    static double divide(double a, double b, FloatFlags flags) {
        double quotient = a / b;
        if (!isOrdinary(quotient) || Math.abs(b) > Double.MAX_VALUE) {
            return NOT_HERE;
        }
        if (!flags.inexact()) {
            if (Math.abs(a) < ERROR_IS_EXACT) {
                return NOT_HERE;
            }
            raise(Math.fma(-quotient, b, a) != 0, flags);
        }
        return quotient;
    }

    static double squareRoot(double a, FloatFlags flags) {
        if (!(a >= ERROR_IS_EXACT && a <= Double.MAX_VALUE)) {
            return NOT_HERE;
        }
        double root = Math.sqrt(a);
        raise(!flags.inexact() && Math.fma(-root, root, a) != 0, flags);
        return root;
    }

    static double multiplyAdd(double a, double b, double c, FloatFlags flags) {
        double result = Math.fma(a, b, c);
        if (!isOrdinary(result)) {
            return NOT_HERE;
        }
        if (!flags.inexact() && !isPlainlyExact(a, b, c)) {
            return NOT_HERE;
        }
        return result;
    }

    /** Whether the product and the sum are each exact; then their fusion is as well. */
    private static boolean isPlainlyExact(double a, double b, double c) {
        double product = a * b;
        if (!(Math.abs(product) >= ERROR_IS_EXACT) || Math.fma(a, b, -product) != 0) {
            return false;
        }
        return error(product, c, product + c) == 0;
    }

    private static void raise(boolean inexact, FloatFlags flags) {
        if (inexact) {
            flags.raise(FloatFlags.NX);
        }
    }
}
