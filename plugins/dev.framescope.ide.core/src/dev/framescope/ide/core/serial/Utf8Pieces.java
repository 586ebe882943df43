package dev.framescope.ide.core.serial;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns UTF-8 that comes in pieces into text. A character may be spread over pieces; bytes that are
 * no text become replacement characters. Used by one thread at a time.
 */
public final class Utf8Pieces {
    /** The longest start of a UTF-8 sequence that can be left over for the next piece. */
    private static final int MAX_PARTIAL = 3;

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] partial = {};

    /** The text of the next piece, but for the start of a character at its end. */
    public String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(partial.length + bytes.length);
        in.put(partial).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        partial = new byte[Math.min(in.remaining(), MAX_PARTIAL)];
        in.get(partial);
        return out.flip().toString();
    }

    /** What was left over when no piece comes any more. */
    public String end() {
        boolean cutOff = partial.length > 0;
        partial = new byte[0];
        return cutOff ? decoder.replacement() : "";
    }
}
