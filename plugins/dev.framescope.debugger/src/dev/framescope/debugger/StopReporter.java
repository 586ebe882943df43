package dev.framescope.debugger;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.StopReason;
import dev.framescope.symbols.SourceLine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the end of a run into what clients are told.
 *
 * @param stacks for where a hart stands
 * @param breakpoints who is asked which of them were hit
 */
record StopReporter(Stacks stacks, BreakpointTable breakpoints) {
    /** The stop of a session that has not run yet. */
    SessionStop start(StopReason reason) {
        return stop(SessionStop.Kind.START, reason, reason.describe());
    }

    /** The stop after a run that the debugger itself failed to carry out. */
    SessionStop failed(StopReason reason, String message) {
        return stop(SessionStop.Kind.OTHER, reason, message);
    }

    /** The stop at which a snapshot has put the machine. */
    SessionStop restored(StopReason reason, String place) {
        return stop(SessionStop.Kind.OTHER, reason, "restored a snapshot, in " + place);
    }

    /** Asks the breakpoints where the machine stands, if a step has led there. Machine thread. */
    void land(StopReason reason, Inspection machine) {
        if (reason instanceof StopReason.LimitReached) {
            breakpoints.landed(machine.hart(reason.where().hart()), machine);
        }
    }

    /** Where the machine stands, for a person: the innermost frame. On the machine thread. */
    String place(StopReason reason, Inspection machine) {
        StackFrame frame = stacks.of(machine, reason.where().hart()).getFirst();
        return frame.program().map(program -> describe(frame, program) + ", ").orElse("")
                + reason.where();
    }

    private static String describe(StackFrame frame, Program program) {
        String code =
                frame.function()
                        .map(
                                function ->
                                        function.name()
                                                + frame.line().map(StopReporter::text).orElse(""))
                        .orElseGet(() -> program.describeCode(frame.linkPc()));
        return program.scope() == ProgramScope.KERNEL ? code : code + " of " + program.name();
    }

    private static String text(SourceLine line) {
        return " " + line.fileName() + ":" + line.line();
    }

    /**
     * The stop after a run.
     *
     * @param hits the breakpoints that have been hit
     * @param place what {@link #place} has found
     */
    SessionStop report(RunEnd end, List<Arrivals.Stop> hits, String place) {
        StopReason reason = end.reason();
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
