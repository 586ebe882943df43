package dev.framescope.machine.snapshot;

/**
 * A snapshot cannot be read or restored. The message says why, and what to do; it is meant for
 * people.
 */
public final class SnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
