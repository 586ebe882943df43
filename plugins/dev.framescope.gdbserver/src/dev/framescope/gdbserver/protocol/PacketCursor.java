package dev.framescope.gdbserver.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a packet's payload apart from left to right. Belongs to one thread. */
public final class PacketCursor {
    private static final int MAXIMUM_DIGITS = 16;

    private final byte[] payload;
    private int position;

    public PacketCursor(byte[] payload) {
        this.payload = payload;
    }

    /** Whether everything has been taken. */
    public boolean atEnd() {
        return position == payload.length;
    }

    /** Takes a text if it comes next. */
    public boolean take(String text) {
        if (!startsWith(text)) {
            return false;
        }
        position += text.length();
        return true;
    }

    private boolean startsWith(String text) {
        if (text.length() > payload.length - position) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (payload[position + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes a text that must come next.
     *
     * @throws PacketException if it does not
     */
    public void expect(String text) throws PacketException {
        if (!take(text)) {
            throw PacketException.malformed("'" + text + "' expected in " + this);
        }
    }

    /**
     * Checks that nothing is left.
     *
     * @throws PacketException if something is
     */
    public void expectEnd() throws PacketException {
        if (!atEnd()) {
            throw PacketException.malformed("more than expected in " + this);
        }
    }

    /** Takes one character, 0 at the end. */
    public char next() {
        return atEnd() ? 0 : (char) (payload[position++] & 0xff);
    }

    /**
     * Takes a number of one to sixteen hexadecimal digits, most significant first.
     *
     * @throws PacketException if there is none
     */
    public long number() throws PacketException {
        long value = 0;
        int start = position;
        while (!atEnd() && Hex.value(payload[position]) >= 0) {
            value = value << 4 | Hex.value(payload[position]);
            position++;
        }
        if (position == start || position - start > MAXIMUM_DIGITS) {
            throw PacketException.malformed("a number of 64 bits expected in " + this);
        }
        return value;
    }

    /**
     * Takes a length in bytes.
     *
     * @throws PacketException if there is none, or it is more than {@code maximum}
     */
    public int length(int maximum) throws PacketException {
        long value = number();
        if (Long.compareUnsigned(value, maximum) > 0) {
            throw PacketException.malformed(
                    "a length of " + Long.toUnsignedString(value) + " is more than " + maximum);
        }
        return (int) value;
    }

    /**
     * Takes the rest as bytes, two digits each.
     *
     * @throws PacketException if it is something else
     */
    public byte[] hexBytes() throws PacketException {
        int digits = payload.length - position;
        if (digits % 2 != 0) {
            throw PacketException.malformed("an odd number of digits in " + this);
        }
        byte[] bytes = new byte[digits / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Hex.value(payload[position++]);
            int low = Hex.value(payload[position++]);
            if (high < 0 || low < 0) {
                throw PacketException.malformed("hexadecimal digits expected in " + this);
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /**
     * Takes the rest as text whose bytes are written as digits.
     *
     * @throws PacketException if it is something else
     */
    public String hexText() throws PacketException {
        return new String(hexBytes(), StandardCharsets.UTF_8);
    }

    /** Takes the rest as it is. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(payload, position, payload.length);
        position = payload.length;
        return rest;
    }

    /** Takes the rest as text. */
    public String text() {
        return new String(rest(), StandardCharsets.UTF_8);
    }

    /** Takes what comes before a character or the end; the character is left. */
    public String until(char end) {
        int start = position;
        while (!atEnd() && payload[position] != end) {
            position++;
        }
        return new String(payload, start, position - start, StandardCharsets.UTF_8);
    }

    /** The beginning of the payload, fit to be shown. */
    @Override
    public String toString() {
        int shown = Math.min(payload.length, 40);
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < shown; i++) {
            char c = (char) (payload[i] & 0xff);
            text.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return text.append(shown < payload.length ? "...\"" : "\"").toString();
    }
}
