package dev.framescope.gdbserver.protocol;

import java.io.ByteArrayOutputStream;

/** Framing of what is sent: {@code $}, the escaped payload, {@code #}, a checksum. */
public final class Packets {
    /** Precedes a byte that would mean something else; the byte itself is changed. */
    static final byte ESCAPE = '}';

    /** What an escaped byte is changed by. */
    static final int ESCAPE_MASK = 0x20;

    private Packets() {}

    /** The packet with that payload, as it goes over the line. */
    public static byte[] frame(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 16);
        out.write('$');
        int sum = 0;
        for (byte b : payload) {
            if (isSpecial(b)) {
                out.write(ESCAPE);
                sum += ESCAPE;
                b ^= ESCAPE_MASK;
            }
            out.write(b);
            sum += b;
        }
        out.write('#');
        out.write(Hex.digit(sum >> 4 & 0xf));
        out.write(Hex.digit(sum & 0xf));
        return out.toByteArray();
    }

    /** Also {@code *}, which would begin a run length in a reply. */
    private static boolean isSpecial(byte b) {
        return b == '$' || b == '#' || b == ESCAPE || b == '*';
    }
}
