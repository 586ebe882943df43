package dev.framescope.cli.debug;

import java.util.Locale;

/** Numbers as people write and read them. */
final class Numbers {
    private Numbers() {}

    /** Hexadecimal with 0x, or decimal, with a sign or without; 64 bits. */
    static long parse(String text) throws CommandFailure {
        String digits = text.toLowerCase(Locale.ROOT).replace("_", "");
        try {
            return digits.startsWith("0x")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new CommandFailure("not a number: " + text);
        }
    }

    /** Whether the text is a number and nothing else. */
    static boolean isNumber(String text) {
        return text.matches("0[xX][0-9a-fA-F_]{1,16}|-?[0-9][0-9_]*");
    }

    /** Whether the text begins like a number. */
    static boolean looksNumeric(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0));
    }

    /** Hexadecimal with 0x and no leading zeros. */
    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Hexadecimal with 0x and 16 digits. */
    static String hex16(long value) {
        return String.format(Locale.ROOT, "0x%016x", value);
    }

    /** Decimal with thousands separators. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
