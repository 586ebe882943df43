package dev.framescope.debugger;

import dev.framescope.machine.StopReason;

import java.util.List;

/**
 * Why a session is suspended.
 *
 * @param kind what ended the run
 * @param reason the machine's own account: which code point, which trap, where
 * @param hit the breakpoints that were hit, a temporary one included though it is already removed;
 *     empty if none was
 * @param hart the hart that stopped the others
 * @param describe one line for a person
 */
public record SessionStop(
        Kind kind, StopReason reason, List<Breakpoint> hit, int hart, String describe) {
    public SessionStop {
        hit = List.copyOf(hit);
    }

    /** What ended a run. */
    public enum Kind {
        /** A new session stands before the machine's first instruction. */
        START,
        BREAKPOINT,
        /** A step, or a run to a place, got where it was to go. */
        STEP_END,
        /** A step could not be made, such as a return from a function without caller. */
        STEP_IMPOSSIBLE,
        /** Somebody asked for it. */
        SUSPENDED,
        /** Anything else that the machine stops for, such as a loop of traps. */
        OTHER
    }
}
