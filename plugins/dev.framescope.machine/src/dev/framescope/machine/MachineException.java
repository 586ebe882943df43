package dev.framescope.machine;

/**
 * A machine cannot be built as configured, such as for a program that does not fit its memory. The
 * message names the thing and says what to do; it is meant for people.
 */
public final class MachineException extends Exception {
    private static final long serialVersionUID = 1L;

    public MachineException(String message) {
        super(message);
    }

    public MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
