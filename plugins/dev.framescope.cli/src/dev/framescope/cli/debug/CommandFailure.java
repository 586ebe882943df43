package dev.framescope.cli.debug;

/** A debugger command could not be carried out; the message is for the person who typed it. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
