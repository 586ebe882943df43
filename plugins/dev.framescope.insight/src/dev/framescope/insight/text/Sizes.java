package dev.framescope.insight.text;

import java.util.Locale;

/** Sizes and counts for a person. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /** Bytes in the largest binary unit that fits, with one decimal if needed: {@code 5.1 KiB}. */
    public static String bytes(long size) {
        int unit = 0;
        while (unit + 1 < UNITS.length && size >>> 10 * (unit + 1) != 0) {
            unit++;
        }
        long whole = size >>> 10 * unit;
        String number =
                whole << 10 * unit == size
                        ? Long.toString(whole)
                        : String.format(Locale.ROOT, "%.1f", Math.scalb((double) size, -10 * unit));
        return number + ' ' + UNITS[unit];
    }

    /** A number with its thousands set apart: {@code 1,204,331}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and what it counts: {@code 1 page}, {@code 12 pages}. */
    static String counted(long number, String noun) {
        return count(number) + ' ' + noun + (number == 1 ? "" : "s");
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
