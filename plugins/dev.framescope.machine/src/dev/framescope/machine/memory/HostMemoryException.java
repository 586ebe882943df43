package dev.framescope.machine.memory;

/**
 * The host has no room for the memory that the guest touches. The message says what to do about it;
 * it is meant for people.
 */
public final class HostMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
