package dev.framescope.debugger;

import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.Console;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.StopReason;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What becomes of harts that come to breakpoints: on the machine thread it is decided which of them
 * stop, on the session's thread it is asked afterwards which did.
 */
final class Arrivals {
    private static final Supplier<String> NO_DETAIL = () -> "";

    private final Programs programs;
    private final SessionListeners listeners;
    private final Console console;
    private final List<Stop> stops = new ArrayList<>();
    private volatile Standing standing = Standing.NOWHERE;

    /**
     * A breakpoint that has stopped the machine.
     *
     * @param over whether it has nothing more to stop at
     */
    record Stop(Breakpoint breakpoint, BreakpointHit hit, boolean over) {
        /**
         * Whether a stop there is due to it: a step may have gone on from code that it asked for.
         */
        boolean isAt(StopReason.Where where) {
            return !(breakpoint.spec() instanceof BreakpointSpec.Code)
                    || hit.hart() == where.hart() && hit.pc() == where.pc();
        }
    }

    /**
     * Where a hart stood when the current run began: breakpoints at that very instruction have been
     * shown already.
     */
    private record Standing(int hart, long pc, long instructions) {
        static final Standing NOWHERE = new Standing(-1, 0, 0);

        boolean isPlaceOf(HartInspection at) {
            return at.id() == hart && at.pc() == pc && at.instructions() == instructions;
        }
    }

    /**
     * @param console what the guest has printed there is told before a log message
     */
    Arrivals(Programs programs, SessionListeners listeners, Console console) {
        this.programs = programs;
        this.listeners = listeners;
        this.console = console;
    }

    /**
     * A run begins.
     *
     * @param hart the hart that it is about
     * @param shown whether it is known to stand where it does, and is not to be stopped there again
     */
    void startFrom(HartInspection hart, boolean shown) {
        take();
        standing =
                shown ? new Standing(hart.id(), hart.pc(), hart.instructions()) : Standing.NOWHERE;
    }

    /** Whether a breakpoint has stopped the machine since then. */
    boolean haveStopped() {
        synchronized (stops) {
            return !stops.isEmpty();
        }
    }

    /** A hart is about to execute an instruction; returns whether it is to stop before it. */
    boolean atCode(
            Breakpoint breakpoint,
            BreakpointLocation location,
            HartInspection hart,
            Inspection machine) {
        Gate gate = breakpoint.gate();
        return gate.admits(hart)
                && !standing.isPlaceOf(hart)
                && location.isOfProgram(programs, hart, machine)
                && gate.isNew(hart)
                && stops(breakpoint, gate, hart, machine, NO_DETAIL);
    }

    /** Something has happened on a hart; returns whether it is to stop after it. */
    boolean atEvent(
            Breakpoint breakpoint,
            HartInspection hart,
            Inspection machine,
            Supplier<String> detail) {
        Gate gate = breakpoint.gate();
        return gate.admits(hart) && stops(breakpoint, gate, hart, machine, detail);
    }

    private boolean stops(
            Breakpoint breakpoint,
            Gate gate,
            HartInspection hart,
            Inspection machine,
            Supplier<String> detail) {
        switch (gate.decide(hart, machine)) {
            case STOP -> {
                String text = gate.trouble().isEmpty() ? detail.get() : gate.trouble();
                add(new Stop(breakpoint, BreakpointHit.of(hart, machine, text), false));
                return true;
            }
            case TELL -> {
                String text = gate.message(hart, machine);
                breakpoint.countHit(BreakpointHit.of(hart, machine, text));
                console.flush();
                listeners.tell(listener -> listener.logged(text));
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    /** Stops the machine because the breakpoint has come to its end. */
    void over(Breakpoint breakpoint, HartInspection hart, Inspection machine, String why) {
        add(new Stop(breakpoint, BreakpointHit.of(hart, machine, why), true));
    }

    private void add(Stop stop) {
        synchronized (stops) {
            stops.add(stop);
        }
    }

    /** The breakpoints that have stopped the machine since the last call. */
    List<Stop> take() {
        synchronized (stops) {
            List<Stop> taken = List.copyOf(stops);
            stops.clear();
            return taken;
        }
    }
}
