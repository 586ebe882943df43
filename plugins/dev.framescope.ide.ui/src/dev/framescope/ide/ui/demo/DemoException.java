package dev.framescope.ide.ui.demo;

/** The demonstration cannot go on; the message says what did not happen. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
