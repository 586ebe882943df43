package dev.framescope.ide.core.breakpoints;

import java.util.OptionalLong;

/** Numbers of 64 bits as markers keep them: {@code 0x80200000}. */
final class Hex {
    private Hex() {}

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** The number that a text is; empty if it is none. */
    static OptionalLong parse(String text) {
        if (!text.startsWith("0x") && !text.startsWith("0X")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // such as a name that begins like a number
        }
    }
}
