package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.StopReason;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns the end of a run into what clients are told.
 *
 * @param kernel the kernel, for names of places
 * @param breakpoints who is asked which of them were hit
 */
record StopReporter(KernelImage kernel, BreakpointTable breakpoints) {
    /** The stop of a session that has not run yet. */
    SessionStop start(StopReason reason) {
        return stop(SessionStop.Kind.START, reason, reason.describe());
    }

    /** The stop after a run that the debugger itself failed to carry out. */
    SessionStop failed(StopReason reason, String message) {
        return stop(SessionStop.Kind.OTHER, reason, message);
    }

    /**
     * The stop after a run. Counts the hits of breakpoints, and removes temporary ones.
     *
     * @param translated whether the fetches of the hart that stopped are translated
     */
    SessionStop report(RunEnd end, boolean translated) {
        StopReason reason = end.reason();
        long linkPc = kernel.linkAddress(reason.where().pc(), translated);
        List<Breakpoint> hit =
                switch (reason) {
                    case StopReason.CodePointReached reached -> breakpoints.hit(reached.points());
                    case StopReason.LimitReached limit -> breakpoints.landedOn(linkPc);
                    default -> List.of();
                };
        String place = kernel.describeCode(linkPc) + ", " + reason.where();
        if (!hit.isEmpty()) {
            String description =
                    hit.stream().map(StopReporter::name).collect(Collectors.joining(", "));
            return new SessionStop(
                    SessionStop.Kind.BREAKPOINT,
                    reason,
                    hit,
                    reason.where().hart(),
                    description + " in " + place);
        }
        String description =
                switch (end.kind()) {
                    case STEP_END -> "stopped in " + place;
                    case SUSPENDED -> "suspended in " + place;
                    default -> reason.describe();
                };
        return stop(end.kind(), reason, end.message().orElse(description));
    }

    private static SessionStop stop(SessionStop.Kind kind, StopReason reason, String text) {
        return new SessionStop(kind, reason, List.of(), reason.where().hart(), text);
    }

    private static String name(Breakpoint breakpoint) {
        return (breakpoint.temporary() ? "temporary breakpoint " : "breakpoint ") + breakpoint.id();
    }
}
