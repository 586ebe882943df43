package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.StopReason;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the end of a run into what clients are told.
 *
 * @param programs for names of places
 * @param breakpoints who is asked which of them were hit
 */
record StopReporter(Programs programs, BreakpointTable breakpoints) {
    /** The stop of a session that has not run yet. */
    SessionStop start(StopReason reason) {
        return stop(SessionStop.Kind.START, reason, reason.describe());
    }

    /** The stop after a run that the debugger itself failed to carry out. */
    SessionStop failed(StopReason reason, String message) {
        return stop(SessionStop.Kind.OTHER, reason, message);
    }

    /**
     * Where the machine stands, for a person. Asks the breakpoints there, if a step has led to
     * them. On the machine thread.
     */
    String look(StopReason reason, Inspection machine) {
        HartInspection hart = machine.hart(reason.where().hart());
        if (reason instanceof StopReason.LimitReached) {
            breakpoints.landed(hart, machine);
        }
        return programs.at(hart, machine).map(place -> describe(place) + ", ").orElse("")
                + reason.where();
    }

    private static String describe(CodePlace place) {
        Program program = place.program();
        return program.scope() == ProgramScope.KERNEL
                ? place.describe()
                : place.describe() + " of " + program.name();
    }

    /**
     * The stop after a run. Counts the hits of breakpoints, and removes temporary ones.
     *
     * @param place what {@link #look} has found
     */
    SessionStop report(RunEnd end, String place) {
        StopReason reason = end.reason();
        List<Arrivals.Stop> hits = breakpoints.takeHits(reason.where());
        if (!hits.isEmpty()) {
            String names =
                    hits.stream().map(StopReporter::describe).collect(Collectors.joining(", "));
            return new SessionStop(
                    SessionStop.Kind.BREAKPOINT,
                    reason,
                    hits.stream().map(Arrivals.Stop::breakpoint).distinct().toList(),
                    reason.where().hart(),
                    names + " in " + place);
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

    private static String describe(Arrivals.Stop stop) {
        Breakpoint breakpoint = stop.breakpoint();
        Optional<String> detail = Optional.of(stop.hit().detail()).filter(text -> !text.isEmpty());
        String kind =
                breakpoint.spec() instanceof BreakpointSpec.Watch ? "watchpoint " : "breakpoint ";
        return (breakpoint.temporary() ? "temporary " : "")
                + kind
                + breakpoint.id()
                + detail.map(text -> " (" + text + ")").orElse("");
    }
}
