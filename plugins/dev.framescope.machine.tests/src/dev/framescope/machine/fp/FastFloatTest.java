package dev.framescope.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's arithmetic gives bit by bit what the integers give, flags included. */
class FastFloatTest {
    private static final int ROUNDS = 300_000;

    private interface Operation {
        long of(FloatFormat format, long[] operands, int mode, FloatFlags flags);
    }

    private static void compare(
            FloatFormat format, String name, Operation fast, Operation reference) {
        RandomFloats random = new RandomFloats(format, name.hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            long[] operands = {random.next(), random.next(), random.next()};
            int mode = random.mode();
            FloatFlags flags = new FloatFlags();
            flags.set(i % 3 == 0 ? FloatFlags.NX : 0);
            FloatFlags expectedFlags = new FloatFlags();
            expectedFlags.set(flags.raised());
            long expected = reference.of(format, operands, mode, expectedFlags);
            long result = fast.of(format, operands, mode, flags);
            if (expected != result || expectedFlags.raised() != flags.raised()) {
                String call =
                        "%s(%x, %x, %x) mode %d"
                                .formatted(name, operands[0], operands[1], operands[2], mode);
                assertEquals(Long.toHexString(expected), Long.toHexString(result), call);
                assertEquals(expectedFlags.raised(), flags.raised(), "flags of " + call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsAndDifferencesAreThoseOfTheReference(FloatFormat format) {
        compare(
                format,
                "add",
                (f, x, mode, flags) -> FastFloat.add(f, x[0], x[1], mode, flags),
                (f, x, mode, flags) -> SoftFloat.add(f, x[0], x[1], mode, flags));
        compare(
                format,
                "subtract",
                (f, x, mode, flags) -> FastFloat.subtract(f, x[0], x[1], mode, flags),
                (f, x, mode, flags) -> SoftFloat.subtract(f, x[0], x[1], mode, flags));
    }

    @ParameterizedTest
    @EnumSource
    void productsAreThoseOfTheReference(FloatFormat format) {
        compare(
                format,
                "multiply",
                (f, x, mode, flags) -> FastFloat.multiply(f, x[0], x[1], mode, flags),
                (f, x, mode, flags) -> SoftFloat.multiply(f, x[0], x[1], mode, flags));
    }

    @ParameterizedTest
    @EnumSource
    void quotientsAreThoseOfTheReference(FloatFormat format) {
        compare(
                format,
                "divide",
                (f, x, mode, flags) -> FastFloat.divide(f, x[0], x[1], mode, flags),
                (f, x, mode, flags) -> SoftFloat.divide(f, x[0], x[1], mode, flags));
    }

    @ParameterizedTest
    @EnumSource
    void squareRootsAreThoseOfTheReference(FloatFormat format) {
        compare(
                format,
                "squareRoot",
                (f, x, mode, flags) -> FastFloat.squareRoot(f, x[0], mode, flags),
                (f, x, mode, flags) -> SoftFloat.squareRoot(f, x[0], mode, flags));
    }

    @ParameterizedTest
    @EnumSource
    void fusedMultiplyAddsAreThoseOfTheReference(FloatFormat format) {
        compare(
                format,
                "multiplyAdd",
                (f, x, mode, flags) -> FastFloat.multiplyAdd(f, x[0], x[1], x[2], mode, flags),
                (f, x, mode, flags) -> SoftFloat.multiplyAdd(f, x[0], x[1], x[2], mode, flags));
    }
}
