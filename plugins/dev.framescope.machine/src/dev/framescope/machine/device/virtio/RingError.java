package dev.framescope.machine.device.virtio;

/**
 * A driver has broken the rules of a queue: a descriptor loop, a buffer outside the RAM, an index
 * that jumped. The device stops until it is reset. There is one instance, without stack trace.
 */
final class RingError extends Exception {
    private static final long serialVersionUID = 1L;

    /** The only instance. */
    static final RingError INSTANCE = new RingError();

    private RingError() {
        super("the driver has broken the rules of a virtqueue", null, false, false);
    }
}
