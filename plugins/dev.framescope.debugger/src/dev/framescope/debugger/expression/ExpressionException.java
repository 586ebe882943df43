package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.ValueException;

/** An expression that is wrong or has no value. The message is for the person who typed it. */
public final class ExpressionException extends ValueException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position index of the character that the message is about; -1 if it is about none
     * @param message what is wrong and, if that is known, what to do
     */
    public ExpressionException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** Index of the character that the message is about; -1 if it is about none. */
    public int position() {
        return position;
    }
}
