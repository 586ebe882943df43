package dev.framescope.gdbserver.protocol;

import java.nio.charset.StandardCharsets;

/** Numbers and bytes as hexadecimal digits. */
public final class Hex {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Hex() {}

    static byte digit(int value) {
        return DIGITS[value];
    }

    /** The value of a digit, -1 if it is none. */
    static int value(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int lower = digit | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Two digits for each byte. */
    public static String of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** Two digits for each of the first {@code count} bytes. */
    public static String of(byte[] bytes, int count) {
        byte[] text = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            text[2 * i] = DIGITS[bytes[i] >> 4 & 0xf];
            text[2 * i + 1] = DIGITS[bytes[i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A text's bytes in UTF-8, two digits for each. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of a value in the target's order, least significant first. */
    public static String littleEndian(long value, int bytes) {
        byte[] memory = new byte[bytes];
        for (int i = 0; i < Math.min(bytes, Long.BYTES); i++) {
            memory[i] = (byte) (value >>> 8 * i);
        }
        return of(memory);
    }
}
