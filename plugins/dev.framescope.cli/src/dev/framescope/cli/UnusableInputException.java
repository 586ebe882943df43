package dev.framescope.cli;

/**
 * What the user gave cannot be used. The message names the thing and says what is wrong with it.
 */
public final class UnusableInputException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableInputException(String message) {
        super(message);
    }
}
