package dev.framescope.machine.hart;

/**
 * An exception of the guest's: ends the current instruction. Each hart has one, which it throws
 * again and again; it has no stack trace.
 */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private int cause;
    private long tval;

    Fault() {
        super(null, null, false, false);
    }

    /** Sets what is to be thrown. */
    Fault of(int newCause, long newTval) {
        cause = newCause;
        tval = newTval;
        return this;
    }

    /** A code of {@link Cause}. */
    int cause() {
        return cause;
    }

    long tval() {
        return tval;
    }
}
