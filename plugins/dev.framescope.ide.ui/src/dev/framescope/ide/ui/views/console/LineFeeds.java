package dev.framescope.ide.ui.views.console;

import java.io.ByteArrayOutputStream;

/**
 * Puts a carriage return before every line feed that has none, as a host's terminal does for a
 * program: small kernels print line feeds only.
 */
final class LineFeeds {
    private byte last;

    /** The bytes as a terminal wants them. Pieces of one stream are to be given in order. */
    byte[] translate(byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(piece.length + 16);
        for (byte value : piece) {
            if (value == '\n' && last != '\r') {
                out.write('\r');
            }
            out.write(value);
            last = value;
        }
        return out.toByteArray();
    }
}
