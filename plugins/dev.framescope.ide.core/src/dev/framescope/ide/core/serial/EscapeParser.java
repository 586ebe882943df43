package dev.framescope.ide.core.serial;

/**
 * Tells escape sequences from text (ECMA-48, section 5). A sequence may be spread over pieces and
 * is handed over whole, so that it is never kept longer than {@link #LIMIT}: what goes on beyond
 * that was no sequence but noise. Used by one thread at a time.
 */
public final class EscapeParser {
    /** The longest sequence, in characters. */
    public static final int LIMIT = 1024;

    private static final char BEL = 0x07;
    private static final char CANCEL = 0x18;
    private static final char SUBSTITUTE = 0x1a;
    private static final char ESCAPE = 0x1b;

    /** Told of what is found, in order. */
    public interface Handler {
        /** A character that is part of no sequence; control characters among them. */
        void character(char value);

        /** A control sequence or a shorter one, from the escape character to the last. */
        void sequence(String whole);

        /** A string, such as a window's title (ECMA-48, section 5.6); its content is dropped. */
        default void controlString() {}
    }

    private enum State {
        TEXT,
        ESCAPE,
        CONTROL,
        STRING,
        STRING_ESCAPE
    }

    private final Handler handler;
    private final StringBuilder sequence = new StringBuilder();
    private State state = State.TEXT;

    public EscapeParser(Handler handler) {
        this.handler = handler;
    }

    /** Takes the next piece. */
    public void accept(CharSequence piece) {
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i));
        }
    }

    private void accept(char value) {
        if (state == State.TEXT && value != ESCAPE) {
            handler.character(value);
        } else if (value == CANCEL || value == SUBSTITUTE) {
            abandon();
        } else if (value == ESCAPE) {
            escape();
        } else {
            inSequence(value);
        }
    }

    private void escape() {
        if (state == State.STRING) {
            state = State.STRING_ESCAPE;
        } else {
            start();
        }
    }

    private void start() {
        sequence.setLength(0);
        sequence.append(ESCAPE);
        state = State.ESCAPE;
    }

    /** Forgets a sequence that has begun. */
    public void abandon() {
        sequence.setLength(0);
        state = State.TEXT;
    }

    private void inSequence(char value) {
        switch (state) {
            case STRING -> inString(value);
            case STRING_ESCAPE -> afterString(value);
            default -> {
                if (value < ' ') {
                    handler.character(value); // is executed in the midst of a sequence
                } else {
                    append(value);
                }
            }
        }
    }

    private void append(char value) {
        sequence.append(value);
        if (state == State.CONTROL) {
            if (value >= '@') {
                complete();
            }
        } else if (sequence.length() == 2 && value == '[') {
            state = State.CONTROL;
        } else if (sequence.length() == 2 && "]PX^_".indexOf(value) >= 0) {
            state = State.STRING;
        } else if (value >= '0') {
            complete();
        }
        checkLength();
    }

    private void complete() {
        String whole = sequence.toString();
        abandon();
        handler.sequence(whole);
    }

    private void inString(char value) {
        if (value == BEL) {
            abandon();
            handler.controlString();
        } else {
            sequence.append(value);
            checkLength();
        }
    }

    /** Behind an escape character in a string: the terminator, or a sequence in its own right. */
    private void afterString(char value) {
        handler.controlString();
        if (value == '\\') {
            abandon();
        } else {
            start();
            inSequence(value);
        }
    }

    private void checkLength() {
        if (sequence.length() > LIMIT) {
            abandon();
        }
    }
}
