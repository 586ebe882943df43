package dev.framescope.gdbserver.protocol;

/** Framing of what is sent: {@code $}, the escaped payload, {@code #}, a checksum. */
public final class Packets {
    /** Precedes a byte that would mean something else; the byte itself is changed. */
    static final byte ESCAPE = '}';

    /** What an escaped byte is changed by. */
    static final int ESCAPE_MASK = 0x20;

    /** The first byte, the number sign and the checksum. */
    private static final int FRAME_BYTES = 4;

    private Packets() {}

    /** The packet with that payload, as it goes over the line. */
    public static byte[] frame(byte[] payload) {
        int escapes = 0;
        for (byte b : payload) {
            escapes += isSpecial(b) ? 1 : 0;
        }
        byte[] packet = new byte[payload.length + escapes + FRAME_BYTES];
        int end = 0;
        int sum = 0;
        packet[end++] = '$';
        for (byte b : payload) {
            byte sent = b;
            if (isSpecial(b)) {
                packet[end++] = ESCAPE;
                sum += ESCAPE;
                sent ^= ESCAPE_MASK;
            }
            packet[end++] = sent;
            sum += sent;
        }
        packet[end++] = '#';
        packet[end++] = Hex.digit(sum >> 4 & 0xf);
        packet[end] = Hex.digit(sum & 0xf);
        return packet;
    }

    /** Also {@code *}, which would begin a run length in a reply. */
    private static boolean isSpecial(byte b) {
        return b == '$' || b == '#' || b == ESCAPE || b == '*';
    }
}
