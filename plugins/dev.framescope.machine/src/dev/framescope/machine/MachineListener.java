package dev.framescope.machine;

/**
 * Told of a machine's changes of state, on the machine thread: return quickly, post what takes
 * longer.
 */
public interface MachineListener {
    default void resumed() {}

    /** Stopped and can go on: not called for the reasons that end a machine. */
    default void suspended(StopReason reason) {}

    /**
     * Stands elsewhere since {@link Machine#restore}, without having run.
     *
     * @param reason the new {@link Machine#lastStop}
     */
    default void restored(StopReason reason) {}

    /** Over for good. Called exactly once. */
    default void terminated(StopReason reason) {}
}
