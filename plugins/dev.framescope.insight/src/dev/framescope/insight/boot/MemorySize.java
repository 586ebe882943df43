package dev.framescope.insight.boot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people write them: {@code 128 MiB}, {@code 128M}, {@code 1 GiB}. */
public final class MemorySize {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12})\\s*([KMG]?)(?:I?B)?", Pattern.CASE_INSENSITIVE);
    private static final long KIB = 1L << 10;

    /** As QEMU's {@code -m} counts a number without a unit. */
    public static final long MIB = 1L << 20;

    private static final long GIB = 1L << 30;

    private MemorySize() {}

    /**
     * Reads an amount.
     *
     * @param unitless how many bytes a number without a unit counts
     * @return bytes
     * @throws IllegalArgumentException if it is none; the message says what is understood
     */
    public static long parse(String text, long unitless) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text.strip()
                            + "' is no amount of memory: write it like 128 MiB or 1 GiB");
        }
        long count = Long.parseLong(matcher.group(1));
        long unit =
                switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> KIB;
                    case "M" -> MIB;
                    case "G" -> GIB;
                    default -> unitless;
                };
        if (count > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException(text.strip() + " is more than any machine has");
        }
        return count * unit;
    }

    /** Writes an amount of bytes in the largest unit that divides it. */
    public static String format(long bytes) {
        if (bytes >= GIB && bytes % GIB == 0) {
            return bytes / GIB + " GiB";
        }
        if (bytes >= MIB && bytes % MIB == 0) {
            return bytes / MIB + " MiB";
        }
        return bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }
}
