package dev.framescope.machine.device;

/** A level-sensitive wire from a device to whoever takes its interrupts. */
@FunctionalInterface
public interface InterruptLine {
    /** Drives the wire; driving it to the level it has already has no effect. */
    void set(boolean level);
}
