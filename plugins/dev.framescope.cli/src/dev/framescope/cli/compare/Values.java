package dev.framescope.cli.compare;

import java.util.Random;

/** Random values of which the ends of ranges, and what floating point treats apart, are likely. */
final class Values {
    private static final long[] DOUBLES = {
        0, // zero
        0x8000_0000_0000_0000L, // -0
        0x3ff0_0000_0000_0000L, // 1
        0x3fe0_0000_0000_0000L, // 1/2
        0x7ff0_0000_0000_0000L, // infinity
        0x7ff8_0000_0000_0000L, // the canonical NaN
        0x7ff0_0000_0000_0001L, // a signalling NaN
        0x0000_0000_0000_0001L, // the least subnormal
        0x000f_ffff_ffff_ffffL, // the greatest
        0x0010_0000_0000_0000L, // the least normal
        0x7fef_ffff_ffff_ffffL, // the greatest
        0x41df_ffff_ffc0_0000L, // 2^31 - 1
        0x43e0_0000_0000_0000L, // 2^63
        0x47ef_ffff_f000_0000L, // about the greatest single
        0x3690_0000_0000_0000L // about the least
    };

    private static final int[] SINGLES = {
        0,
        0x3f80_0000, // 1
        0x7f80_0000, // infinity
        0x7fc0_0000, // the canonical NaN
        0x7f80_0001, // a signalling NaN
        1, // the least subnormal
        0x007f_ffff, // the greatest
        0x0080_0000, // the least normal
        0x7f7f_ffff, // the greatest
        0x4eff_ffff, // about 2^31
        0x5f00_0000 // 2^63
    };

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    /** For an integer register. */
    long integer() {
        return switch (random.nextInt(7)) {
            case 0 -> random.nextInt(64) - 32;
            case 1 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
            case 2 -> -1L << random.nextInt(64);
            case 3 -> random.nextInt();
            case 4 -> random.nextLong() & random.nextLong();
            case 5 -> floating();
            default -> random.nextLong();
        };
    }

    /** For a floating-point register: a double, or a single in its box. */
    long floating() {
        return random.nextBoolean() ? doubleBits() : 0xffff_ffffL << 32 | singleBits();
    }

    private long doubleBits() {
        long near = DOUBLES[random.nextInt(DOUBLES.length)] + random.nextInt(5) - 2;
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> near ^ Long.MIN_VALUE;
            // of moderate size, so that sums and products are not all infinite
            case 2 -> random.nextLong() & ~(0x7ffL << 52) | 1023L - 40 + random.nextInt(80) << 52;
            default -> random.nextLong();
        };
    }

    private long singleBits() {
        int near = SINGLES[random.nextInt(SINGLES.length)] + random.nextInt(5) - 2;
        int bits =
                switch (random.nextInt(4)) {
                    case 0 -> near;
                    case 1 -> near ^ Integer.MIN_VALUE;
                    case 2 ->
                            random.nextInt() & ~(0xff << 23) | 127 - 20 + random.nextInt(40) << 23;
                    default -> random.nextInt();
                };
        return bits & 0xffff_ffffL;
    }
}
