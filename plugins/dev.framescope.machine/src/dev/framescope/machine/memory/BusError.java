package dev.framescope.machine.memory;

/**
 * Nothing answers at a physical address, or not to an access of that size. The hart that asked
 * takes an access fault. There is one instance, without stack trace: guests cause these by the
 * million.
 */
public final class BusError extends Exception {
    private static final long serialVersionUID = 1L;

    /** The only instance. */
    public static final BusError INSTANCE = new BusError();

    private BusError() {
        super("no device or memory answers at this physical address", null, false, false);
    }
}
