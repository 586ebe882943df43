package dev.framescope.debugger.value;

/**
 * There is no value, or it cannot be changed. The message is for a person: {@code optimized out},
 * {@code not mapped: 0x1000}.
 */
public class ValueException extends Exception {
    private static final long serialVersionUID = 1L;

    public ValueException(String message) {
        super(message);
    }
}
