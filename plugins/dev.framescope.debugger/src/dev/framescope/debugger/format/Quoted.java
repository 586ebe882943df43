package dev.framescope.debugger.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Characters and strings in quotes, with what cannot be seen written as escapes. */
final class Quoted {
    private static final int FIRST_SURROGATE = 0xd800;
    private static final int LAST_SURROGATE = 0xdfff;
    private static final int ASCII = 0x80;
    private static final int BYTE = 0xff;

    private Quoted() {}

    /** Whether it is a Unicode scalar value. */
    static boolean isCharacter(long value) {
        return value >= 0
                && value <= Character.MAX_CODE_POINT
                && (value < FIRST_SURROGATE || value > LAST_SURROGATE);
    }

    static String character(int codePoint) {
        StringBuilder text = new StringBuilder("'");
        append(text, codePoint, '\'');
        return text.append('\'').toString();
    }

    /** Bytes as UTF-8; what is not UTF-8 as escapes of bytes. */
    static String string(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder("\"");
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        while (in.hasRemaining()) {
            CharBuffer out = CharBuffer.allocate(in.remaining());
            CoderResult result = decoder.reset().decode(in, out, true);
            out.flip().codePoints().forEach(codePoint -> append(text, codePoint, '"'));
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                text.append(String.format("\\x%02x", in.get() & BYTE));
            }
        }
        return text.append('"').toString();
    }

    private static void append(StringBuilder text, int codePoint, char quote) {
        switch (codePoint) {
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\r' -> text.append("\\r");
            case 0 -> text.append("\\0");
            case '\\' -> text.append("\\\\");
            default -> {
                if (codePoint == quote) {
                    text.append('\\').append(quote);
                } else if (isVisible(codePoint)) {
                    text.appendCodePoint(codePoint);
                } else if (codePoint <= BYTE) {
                    text.append(String.format("\\x%02x", codePoint));
                } else {
                    text.append(String.format("\\u{%x}", codePoint));
                }
            }
        }
    }

    private static boolean isVisible(int codePoint) {
        if (codePoint < ASCII) {
            return codePoint >= ' ' && codePoint < ASCII - 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
