package dev.framescope.machine.fp;

/**
 * The operations of {@link SoftFloat} by way of the host's arithmetic, which rounds to nearest
 * even. Where that is not wanted, where the result is not an ordinary number, or where underflow is
 * near, the work goes to {@link SoftFloat}. What is left can only be inexact; whether it is, an
 * error-free transformation tells, unless the flag is up already.
 */
public final class FastFloat {
    private FastFloat() {}

    /** a + b. */
    public static long add(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double sum = FastDouble.add(d(a), d(b), flags);
                if (sum == sum) {
                    return bits(sum);
                }
            } else {
                float sum = FastSingle.add(f(a), f(b), flags);
                if (sum == sum) {
                    return bits(sum);
                }
            }
        }
        return SoftFloat.add(format, a, b, mode, flags);
    }

    /** a - b. */
    public static long subtract(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double difference = FastDouble.add(d(a), -d(b), flags);
                if (difference == difference) {
                    return bits(difference);
                }
            } else {
                float difference = FastSingle.add(f(a), -f(b), flags);
                if (difference == difference) {
                    return bits(difference);
                }
            }
        }
        return SoftFloat.subtract(format, a, b, mode, flags);
    }

    /** a * b. */
    public static long multiply(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double product = FastDouble.multiply(d(a), d(b), flags);
                if (product == product) {
                    return bits(product);
                }
            } else {
                float product = FastSingle.multiply(f(a), f(b), flags);
                if (product == product) {
                    return bits(product);
                }
            }
        }
        return SoftFloat.multiply(format, a, b, mode, flags);
    }

    /** a / b. */
    public static long divide(FloatFormat format, long a, long b, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double quotient = FastDouble.divide(d(a), d(b), flags);
                if (quotient == quotient) {
                    return bits(quotient);
                }
            } else {
                float quotient = FastSingle.divide(f(a), f(b), flags);
                if (quotient == quotient) {
                    return bits(quotient);
                }
            }
        }
        return SoftFloat.divide(format, a, b, mode, flags);
    }

    /** The square root of a. */
    public static long squareRoot(FloatFormat format, long a, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double root = FastDouble.squareRoot(d(a), flags);
                if (root == root) {
                    return bits(root);
                }
            } else {
                float root = FastSingle.squareRoot(f(a), flags);
                if (root == root) {
                    return bits(root);
                }
            }
        }
        return SoftFloat.squareRoot(format, a, mode, flags);
    }

    /** a * b + c, rounded once. */
    public static long multiplyAdd(
            FloatFormat format, long a, long b, long c, int mode, FloatFlags flags) {
        if (mode == RoundingMode.RNE) {
            if (format == FloatFormat.DOUBLE) {
                double result = FastDouble.multiplyAdd(d(a), d(b), d(c), flags);
                if (result == result) {
                    return bits(result);
                }
            } else {
                float result = FastSingle.multiplyAdd(f(a), f(b), f(c), flags);
                if (result == result) {
                    return bits(result);
                }
            }
        }
        return SoftFloat.multiplyAdd(format, a, b, c, mode, flags);
    }

    private static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static float f(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value) & 0xffff_ffffL;
    }
}
