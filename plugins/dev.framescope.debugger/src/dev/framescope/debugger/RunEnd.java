package dev.framescope.debugger;

import dev.framescope.machine.StopReason;

import java.util.Optional;

/**
 * How a run ended, as the run itself sees it.
 *
 * @param kind what ended it, breakpoints aside
 * @param reason the machine's last stop
 * @param message said to the user in place of the reason
 */
record RunEnd(SessionStop.Kind kind, StopReason reason, Optional<String> message) {
    /** Got where it was to go. */
    static RunEnd arrived(StopReason reason) {
        return new RunEnd(SessionStop.Kind.STEP_END, reason, Optional.empty());
    }

    /** The machine stopped for a reason of its own. */
    static RunEnd stopped(StopReason reason) {
        SessionStop.Kind kind =
                reason instanceof StopReason.Suspended
                        ? SessionStop.Kind.SUSPENDED
                        : SessionStop.Kind.OTHER;
        return new RunEnd(kind, reason, Optional.empty());
    }

    /** A step came to the handler of an interrupt, and is to stay there. */
    static RunEnd inHandler(StopReason.TrapTaken reason) {
        return new RunEnd(
                SessionStop.Kind.STEP_END,
                reason,
                Optional.of("at the handler of a " + TrapFilter.describe(reason.trap())));
    }

    static RunEnd impossible(StopReason reason, String message) {
        return new RunEnd(SessionStop.Kind.STEP_IMPOSSIBLE, reason, Optional.of(message));
    }
}
