package dev.framescope.cli.debug;

import java.util.Locale;

/** Memory as text: the address, sixteen bytes, and the same as characters. */
final class HexDump {
    private static final int BYTES_PER_LINE = 16;

    private HexDump() {}

    static String of(long address, byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < bytes.length; start += BYTES_PER_LINE) {
            int end = Math.min(start + BYTES_PER_LINE, bytes.length);
            text.append(Numbers.hex16(address + start)).append(' ');
            for (int i = start; i < start + BYTES_PER_LINE; i++) {
                text.append(i == start + BYTES_PER_LINE / 2 ? "  " : " ");
                text.append(i < end ? String.format(Locale.ROOT, "%02x", bytes[i] & 0xff) : "  ");
            }
            text.append("  ");
            for (int i = start; i < end; i++) {
                text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
