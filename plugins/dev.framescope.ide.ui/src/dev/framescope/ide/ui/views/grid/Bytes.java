package dev.framescope.ide.ui.views.grid;

/** Amounts of memory as people write them. */
public final class Bytes {
    private static final String[] UNITS = {"", " KiB", " MiB", " GiB", " TiB"};

    private Bytes() {}

    /** The shortest exact text, such as {@code 256 KiB} or {@code 0x1234}. */
    public static String text(long bytes) {
        int unit = 0;
        long amount = bytes;
        while (amount != 0 && (amount & 0x3ff) == 0 && unit < UNITS.length - 1) {
            amount >>= 10;
            unit++;
        }
        if (unit == 0 && amount >= 1024) {
            return "0x" + Long.toHexString(bytes);
        }
        return amount + (unit == 0 ? " B" : UNITS[unit]);
    }

    /** At most one digit after the point, such as {@code 12.3 MiB}. */
    public static String rounded(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        String number =
                amount == Math.rint(amount)
                        ? Long.toString((long) amount)
                        : String.format(java.util.Locale.ROOT, "%.1f", amount);
        return number + (unit == 0 ? " B" : UNITS[unit]);
    }
}
