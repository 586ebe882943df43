package dev.framescope.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The reference itself, beside exact arithmetic and beside the host's. */
class SoftFloatTest {
    private static final FloatFormat DOUBLE = FloatFormat.DOUBLE;
    private static final FloatFormat SINGLE = FloatFormat.SINGLE;
    private static final int ROUNDS = 2_500;

    /** What is just above the greatest double: its exponent plus one. */
    private static final BigDecimal OVERFLOW = new BigDecimal(BigInteger.TWO.pow(1024));

    private static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static boolean finite(long... operands) {
        for (long operand : operands) {
            if (!Double.isFinite(d(operand)) || d(operand) == 0) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal exact(long operand) {
        return new BigDecimal(d(operand));
    }

    /** Rounds an exact number, not 0, to the doubles beside it. */
    private static double round(BigDecimal exact, int mode) {
        double near = exact.doubleValue();
        int side = Double.isInfinite(near) ? exact.negate().signum() : compare(near, exact);
        double below = side <= 0 ? near : Math.nextDown(near);
        double above = side >= 0 ? near : Math.nextUp(near);
        if (Double.isInfinite(near)) {
            below = near > 0 ? Double.MAX_VALUE : near;
            above = near > 0 ? near : -Double.MAX_VALUE;
        }
        return switch (mode) {
            case RoundingMode.RNE -> near;
            case RoundingMode.RTZ -> exact.signum() > 0 ? below : above;
            case RoundingMode.RDN -> below;
            case RoundingMode.RUP -> above;
            default -> tie(below, exact, above) ? exact.signum() > 0 ? above : below : near;
        };
    }

    private static boolean tie(double below, BigDecimal exact, double above) {
        if (below == above) {
            return false;
        }
        BigDecimal high = Double.isInfinite(above) ? OVERFLOW : new BigDecimal(above);
        BigDecimal low = Double.isInfinite(below) ? OVERFLOW.negate() : new BigDecimal(below);
        return high.add(low).compareTo(exact.add(exact)) == 0;
    }

    private static int compare(double value, BigDecimal exact) {
        return new BigDecimal(value).compareTo(exact);
    }

    private static void check(String what, BigDecimal exact, int mode, long result, int flags) {
        if (exact.signum() == 0) {
            return;
        }
        double expected = round(exact, mode);
        assertEquals(expected, d(result), () -> what + " mode " + mode);
        boolean overflows = Math.abs(unbounded(exact, mode)) >= 2;
        boolean inexact = overflows || compare(expected, exact) != 0;
        boolean tiny = isTiny(exact, mode);
        int expectedFlags =
                (inexact ? FloatFlags.NX : 0)
                        | (overflows ? FloatFlags.OF : 0)
                        | (inexact && tiny ? FloatFlags.UF : 0);
        assertEquals(expectedFlags, flags, () -> "flags of " + what + " mode " + mode);
    }

    /** The number scaled so that 2 is the first that overflows, rounded far from any limit. */
    private static double unbounded(BigDecimal exact, int mode) {
        BigDecimal scaled = exact.divide(new BigDecimal(BigInteger.TWO.pow(1023)));
        return scaled.abs().doubleValue() < 1e-3 ? 0 : round(scaled, mode);
    }

    /** Whether it is below the normal numbers even when rounded with any exponent. */
    private static boolean isTiny(BigDecimal exact, int mode) {
        BigDecimal scaled = exact.multiply(new BigDecimal(BigInteger.TWO.pow(1022)));
        return scaled.abs().doubleValue() < 2 && Math.abs(round(scaled, mode)) < 1;
    }

    @ParameterizedTest(name = "rounding mode {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void resultsAndFlagsAreThoseOfExactArithmetic(int mode) {
        RandomFloats random = new RandomFloats(DOUBLE, mode);
        for (int i = 0; i < ROUNDS; i++) {
            long a = random.next();
            long b = random.next();
            long c = random.next();
            if (finite(a, b, c)) {
                String operands = "%x, %x, %x".formatted(a, b, c);
                FloatFlags flags = new FloatFlags();
                long sum = SoftFloat.add(DOUBLE, a, b, mode, flags);
                check("add " + operands, exact(a).add(exact(b)), mode, sum, flags.raised());
                flags.set(0);
                BigDecimal exactProduct = exact(a).multiply(exact(b));
                long product = SoftFloat.multiply(DOUBLE, a, b, mode, flags);
                check("multiply " + operands, exactProduct, mode, product, flags.raised());
                flags.set(0);
                long fused = SoftFloat.multiplyAdd(DOUBLE, a, b, c, mode, flags);
                BigDecimal exactFused = exactProduct.add(exact(c));
                check("fused " + operands, exactFused, mode, fused, flags.raised());
            }
        }
    }

    @Test
    void singlesAreThoseOfTheHost() {
        RandomFloats random = new RandomFloats(SINGLE, 1);
        FloatFlags flags = new FloatFlags();
        for (int i = 0; i < 60 * ROUNDS; i++) {
            int ia = (int) random.next();
            int ib = (int) random.next();
            int ic = (int) random.next();
            float a = Float.intBitsToFloat(ia);
            float b = Float.intBitsToFloat(ib);
            float c = Float.intBitsToFloat(ic);
            long la = ia & 0xffff_ffffL;
            long lb = ib & 0xffff_ffffL;
            long lc = ic & 0xffff_ffffL;
            equal(a + b, SoftFloat.add(SINGLE, la, lb, 0, flags));
            equal(a - b, SoftFloat.subtract(SINGLE, la, lb, 0, flags));
            equal(a * b, SoftFloat.multiply(SINGLE, la, lb, 0, flags));
            equal(a / b, SoftFloat.divide(SINGLE, la, lb, 0, flags));
            equal((float) Math.sqrt(a), SoftFloat.squareRoot(SINGLE, la, 0, flags));
            equal(Math.fma(a, b, c), SoftFloat.multiplyAdd(SINGLE, la, lb, lc, 0, flags));
            equal(ia, FloatConversion.fromLong(SINGLE, ia, 0, flags));
            double wide = a * 1.23456789;
            long wideBits = Double.doubleToLongBits(wide);
            equal((float) wide, FloatConversion.convert(DOUBLE, SINGLE, wideBits, 0, flags));
        }
    }

    private static void equal(float expected, long bits) {
        assertEquals(Float.floatToIntBits(expected), (int) bits);
    }

    @Test
    void quotientsAndRootsOfDoublesAreThoseOfTheHost() {
        RandomFloats random = new RandomFloats(DOUBLE, 2);
        FloatFlags flags = new FloatFlags();
        for (int i = 0; i < 60 * ROUNDS; i++) {
            long a = random.next();
            long b = random.next();
            assertEquals(
                    Double.doubleToLongBits(d(a) / d(b)),
                    SoftFloat.divide(DOUBLE, a, b, 0, flags),
                    () -> "%x / %x".formatted(a, b));
            assertEquals(
                    Double.doubleToLongBits(Math.sqrt(d(a))),
                    SoftFloat.squareRoot(DOUBLE, a, 0, flags),
                    () -> "root of %x".formatted(a));
        }
    }

    @Test
    void directedQuotientsAndRootsEncloseTheExactOnes() {
        RandomFloats random = new RandomFloats(DOUBLE, 3);
        FloatFlags flags = new FloatFlags();
        for (int i = 0; i < ROUNDS; i++) {
            long a = DOUBLE.magnitude(random.next());
            long b = DOUBLE.magnitude(random.next());
            double near = d(a) / d(b);
            if (finite(a, b) && Double.isFinite(near) && near < 1e300) {
                flags.set(0);
                double down = d(SoftFloat.divide(DOUBLE, a, b, RoundingMode.RDN, flags));
                double up = d(SoftFloat.divide(DOUBLE, a, b, RoundingMode.RUP, flags));
                boolean exact = new BigDecimal(near).multiply(exact(b)).compareTo(exact(a)) == 0;
                assertEquals(exact, down == up, () -> "%x / %x".formatted(a, b));
                assertEquals(exact ? near : Math.nextUp(down), up);
                assertEquals(exact, (flags.raised() & FloatFlags.NX) == 0);
                double rootDown = d(SoftFloat.squareRoot(DOUBLE, a, RoundingMode.RDN, flags));
                double rootUp = d(SoftFloat.squareRoot(DOUBLE, a, RoundingMode.RUP, flags));
                BigDecimal low = new BigDecimal(rootDown);
                BigDecimal high = new BigDecimal(rootUp);
                assertEquals(true, low.multiply(low).compareTo(exact(a)) <= 0);
                assertEquals(true, high.multiply(high).compareTo(exact(a)) >= 0);
                assertEquals(true, rootUp <= Math.nextUp(rootDown));
            }
        }
    }
}
