package dev.framescope.ide.core.model;

import java.math.BigInteger;
import java.util.OptionalLong;

/** The content of a register as people read and type it. */
final class RegisterText {
    private static final int BITS = 64;
    private static final int HEX = 16;

    private RegisterText() {}

    /** Sixteen digits, so that columns can be compared by eye. */
    static String format(long value) {
        return String.format("0x%016x", value);
    }

    /**
     * Reads a decimal number with or without sign, or a hexadecimal one; empty if it is neither.
     */
    static OptionalLong parse(String text) {
        String digits = text.strip().replace("_", "");
        try {
            BigInteger value =
                    digits.startsWith("0x") || digits.startsWith("0X")
                            ? new BigInteger(digits.substring(2), HEX)
                            : new BigInteger(digits);
            boolean fits =
                    value.signum() < 0 ? value.bitLength() < BITS : value.bitLength() <= BITS;
            return fits ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // not a number is an answer here, not a failure
        }
    }
}
