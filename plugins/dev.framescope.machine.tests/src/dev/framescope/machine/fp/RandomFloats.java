package dev.framescope.machine.fp;

import java.util.Random;

/** Operands where arithmetic has its corners: extreme exponents, few digits, near each other. */
final class RandomFloats {
    private final FloatFormat format;
    private final Random random;
    private long last;

    RandomFloats(FloatFormat format, long seed) {
        this.format = format;
        random = new Random(seed);
    }

    /** The next operand; often close to the one before. */
    long next() {
        int width = format == FloatFormat.DOUBLE ? 64 : 32;
        long mask = -1L >>> 64 - width;
        int digits = format.precision() - 1;
        long fraction = random.nextLong() & (1L << digits) - 1;
        if (random.nextInt(3) == 0) {
            fraction &= -1L << random.nextInt(digits + 1);
        }
        long exponents = 1L << width - 1 - digits;
        long sign = random.nextBoolean() ? format.signBit() : 0;
        long middle = exponents / 2 - 1;
        long biased =
                switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(exponents);
                    case 1 -> random.nextInt(3);
                    case 2 -> exponents - 1 - random.nextInt(3);
                    case 3 -> middle / 2 + random.nextInt(8) - 4;
                    case 4 -> middle + random.nextInt(64);
                    default -> middle + random.nextInt(5) - 2;
                };
        last =
                switch (random.nextInt(16)) {
                    case 0 -> last ^ 1L << random.nextInt(width);
                    case 1 -> last + random.nextInt(3) - 1 & mask;
                    case 2 -> sign | biased << digits;
                    case 3 -> sign;
                    default -> sign | biased << digits | fraction;
                };
        return last;
    }

    /** A rounding mode, mostly to nearest even. */
    int mode() {
        return random.nextBoolean() ? RoundingMode.RNE : random.nextInt(5);
    }
}
