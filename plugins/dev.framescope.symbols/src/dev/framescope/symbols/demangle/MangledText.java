package dev.framescope.symbols.demangle;

/** A mangled name while it is read from left to right; belongs to one thread. */
final class MangledText {

    /** What {@link #peek} gives at the end. */
    static final char END = '\0';

    /** Names nest some ten deep. */
    private static final int MAXIMUM_DEPTH = 256;

    private final String text;
    private int position;
    private int depth;

    MangledText(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void seek(int newPosition) {
        position = newPosition;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /** The next character, or {@link #END}. */
    char peek() {
        return peek(0);
    }

    /** The character after so many others, or {@link #END}. */
    char peek(int ahead) {
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    /** Reads a character, or gives {@link #END}. */
    char next() {
        char next = peek();
        position++;
        return next;
    }

    /** Passes over the text if it comes next. */
    boolean accept(String expected) {
        if (!startsWith(expected)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    boolean accept(char expected) {
        if (peek() != expected || atEnd()) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char expected) throws MangledNameException {
        if (!accept(expected)) {
            throw problem();
        }
    }

    /** Reads a decimal number without a sign; behind a leading zero the next begins. */
    int number() throws MangledNameException {
        if (accept('0')) {
            return 0;
        }
        int start = position;
        long value = 0;
        while (isDigit(peek())) {
            value = Math.min(value * 10 + next() - '0', Integer.MAX_VALUE);
        }
        if (position == start) {
            throw problem();
        }
        return (int) value;
    }

    /** Reads that many characters. */
    String take(int length) throws MangledNameException {
        if (length < 0 || length > text.length() - position) {
            throw problem();
        }
        position += length;
        return text.substring(position - length, position);
    }

    String from(int start) {
        return text.substring(start, position);
    }

    /** The rest of the text. */
    String rest() {
        return text.substring(Math.min(position, text.length()));
    }

    /** To be called where the grammar nests, with {@link #leave} behind it. */
    void enter() throws MangledNameException {
        if (++depth > MAXIMUM_DEPTH) {
            throw problem();
        }
    }

    void leave() {
        depth--;
    }

    MangledNameException problem() {
        return new MangledNameException("not a mangled name from position " + position + " on");
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
