package dev.framescope.debugger.expression;

/** What stands behind a backslash in characters and strings of C and Rust. */
final class Escapes {
    private static final String LETTERS = "ntr0abfve\\'\"";
    private static final String MEANINGS = "\n\t\r\0\u0007\b\f\u000b\u001b\\'\"";
    private static final int HEX = 16;
    private static final int OCTAL = 8;
    private static final int HEX_DIGITS = 2;
    private static final int OCTAL_DIGITS = 3;
    private static final int UNICODE_DIGITS = 6;

    private Escapes() {}

    /**
     * Decodes one.
     *
     * @param at the backslash
     * @return the index behind it
     */
    static int decode(String text, int at, StringBuilder into) throws ExpressionException {
        if (at + 1 >= text.length()) {
            throw new ExpressionException(at, "nothing stands behind the backslash");
        }
        char letter = text.charAt(at + 1);
        if (letter == 'x') {
            return digits(text, at, at + 2, HEX, HEX_DIGITS, into);
        }
        if (letter == 'u' && text.startsWith("{", at + 2)) {
            int end = digits(text, at, at + 3, HEX, UNICODE_DIGITS, into);
            if (!text.startsWith("}", end)) {
                throw new ExpressionException(end, "there is no closing }");
            }
            return end + 1;
        }
        if (letter >= '0' && letter < '8') {
            return digits(text, at, at + 1, OCTAL, OCTAL_DIGITS, into);
        }
        int known = LETTERS.indexOf(letter);
        if (known < 0) {
            throw new ExpressionException(at, "\\" + letter + " is no known escape");
        }
        into.append(MEANINGS.charAt(known));
        return at + 2;
    }

    private static int digits(
            String text, int at, int from, int radix, int most, StringBuilder into)
            throws ExpressionException {
        int end = from;
        int value = 0;
        while (end < text.length()
                && end - from < most
                && Character.digit(text.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(end), radix);
            end++;
        }
        if (end == from || !Character.isValidCodePoint(value)) {
            throw new ExpressionException(at, "the escape is no character");
        }
        into.appendCodePoint(value);
        return end;
    }
}
