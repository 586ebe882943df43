package dev.framescope.debugger.expression;

/**
 * A piece of an expression.
 *
 * @param text the name, the number as it was written, the decoded text of a string or character, or
 *     the symbol
 * @param position index of its first character
 * @param end index behind its last character
 */
record Token(Kind kind, String text, int position, int end) {
    enum Kind {
        NAME,
        /** A dollar sign and a name; the text is without the sign. */
        REGISTER,
        NUMBER,
        CHARACTER,
        BYTE_CHARACTER,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** For messages. */
    String describe() {
        return kind == Kind.END ? "the end" : '\'' + text + '\'';
    }
}
