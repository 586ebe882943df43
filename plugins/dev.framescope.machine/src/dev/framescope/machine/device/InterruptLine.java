package dev.framescope.machine.device;

/** A level-sensitive wire from a device to whoever takes its interrupts. */
@FunctionalInterface
public interface InterruptLine {
    /**
     * Drives the wire. A receiver may take each time it is driven high for a request, even if it is
     * high already.
     */
    void set(boolean level);
}
