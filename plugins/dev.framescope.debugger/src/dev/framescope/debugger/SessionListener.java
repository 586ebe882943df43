package dev.framescope.debugger;

import dev.framescope.machine.StopReason;

import java.util.Optional;

/**
 * Told of a session's changes of state, in order, on the session's own thread: a listener may take
 * its time and may call any method of the session that does not wait for a run to end, but the
 * session takes no further command meanwhile.
 */
public interface SessionListener {
    /**
     * The machine runs.
     *
     * @param step the kind of step, or empty for a run until something happens
     */
    default void resumed(Optional<StepKind> step) {}

    /** The machine stands and can go on. A step tells this once, when it is over. */
    default void suspended(SessionStop stop) {}

    /**
     * The machine stands elsewhere without having run: a snapshot was restored. Where nobody says
     * otherwise this is a stop like the others.
     *
     * @param stop the new {@link DebugSession#lastStop}
     */
    default void moved(SessionStop stop) {
        suspended(stop);
    }

    /** Over for good. Called exactly once, as the last call. */
    default void terminated(StopReason reason) {}

    /**
     * A breakpoint was added, changed (enabled, hit, mapped elsewhere) or removed. Any thread may
     * call this, also the machine's: do not wait for the machine.
     */
    default void breakpointsChanged() {}

    /** A program was added or removed. Any thread may call this. */
    default void programsChanged() {}

    /** The machine has used another page table, or one was given a name. Any thread may call. */
    default void spacesChanged() {}

    /**
     * A log point was passed. Called on the machine thread, which waits meanwhile: return quickly,
     * and call nothing that waits for the machine.
     *
     * @param text one message, without line end
     */
    default void logged(String text) {}
}
