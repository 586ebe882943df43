package dev.framescope.debugger;

import dev.framescope.debugger.expression.Expressions;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** The breakpoints of a session. Any thread, unless a method says otherwise. */
final class BreakpointTable {
    private static final System.Logger LOG = System.getLogger(BreakpointTable.class.getName());

    private final Machine machine;
    private final Expressions expressions;
    private final BreakpointResolver resolver;
    private final FrameStops frames;
    private final BreakpointStatus status;
    private final Arrivals arrivals;
    private final Arming arming;
    private final SessionListeners listeners;
    private final List<Breakpoint> all = new ArrayList<>();
    private int lastId;

    /**
     * @param frame what watched expressions are meant in
     */
    BreakpointTable(SessionParts session, WatchArming.CurrentFrame frame) {
        listeners = session.listeners();
        machine = session.machine();
        expressions = session.expressions();
        resolver = new BreakpointResolver(session.programs());
        frames = session.frames();
        status = new BreakpointStatus(session.programs(), session.spaces(), frames);
        arrivals = new Arrivals(session.programs(), listeners, session.machine().console());
        WatchArming watches =
                new WatchArming(
                        machine,
                        arrivals,
                        expressions,
                        session.programs(),
                        session.spaces(),
                        frame,
                        breakpoint -> changed());
        arming = new Arming(machine, arrivals, watches, frames);
    }

    Breakpoint add(BreakpointSpec spec, BreakpointOptions options) {
        Breakpoint breakpoint;
        synchronized (this) {
            breakpoint = new Breakpoint(this, ++lastId, spec, options);
            breakpoint.use(options, Gate.of(options, expressions));
            all.add(breakpoint);
            resolve(breakpoint);
            breakpoint.arm(arming.arm(breakpoint));
        }
        refreshSoon();
        changed();
        return breakpoint;
    }

    void remove(Breakpoint breakpoint) {
        synchronized (this) {
            if (!all.remove(breakpoint)) {
                return;
            }
            breakpoint.disarm();
        }
        changed();
    }

    void setEnabled(Breakpoint breakpoint, boolean on) {
        synchronized (this) {
            if (breakpoint.enabled() == on || !all.contains(breakpoint)) {
                return;
            }
            if (on) {
                breakpoint.arm(arming.arm(breakpoint));
            } else {
                breakpoint.disarm();
            }
        }
        changed();
    }

    void setOptions(Breakpoint breakpoint, BreakpointOptions options) {
        synchronized (this) {
            BreakpointOptions before = breakpoint.options();
            breakpoint.use(options, Gate.of(options, expressions));
            boolean elsewhere =
                    !before.program().equals(options.program())
                            || !before.space().equals(options.space());
            if (elsewhere) {
                placeAnew(breakpoint);
            }
        }
        refreshSoon();
        changed();
    }

    /** The programs are others than before. */
    void programsChanged() {
        synchronized (this) {
            for (Breakpoint breakpoint : all) {
                if (breakpoint.spec() instanceof BreakpointSpec.Code) {
                    placeAnew(breakpoint);
                }
            }
        }
        refreshSoon();
        changed();
    }

    private void placeAnew(Breakpoint breakpoint) {
        boolean enabled = breakpoint.enabled();
        breakpoint.disarm();
        resolve(breakpoint);
        if (enabled) {
            breakpoint.arm(arming.arm(breakpoint));
        }
    }

    private void resolve(Breakpoint breakpoint) {
        if (breakpoint.spec() instanceof BreakpointSpec.Code code) {
            BreakpointResolver.Resolution found =
                    resolver.resolve(code, breakpoint.options().program());
            breakpoint.setLocations(found.locations());
            breakpoint.setWhereabouts(found.problem());
        }
        breakpoint.setWhereabouts(status.beforeLooking(breakpoint));
    }

    synchronized List<Breakpoint> all() {
        return List.copyOf(all);
    }

    /** To be called before a run, see {@link Arrivals#startFrom}. */
    void startFrom(HartInspection hart, boolean shown) {
        arrivals.startFrom(hart, shown);
    }

    /** Whether one has stopped the machine since the run began. */
    boolean haveStopped() {
        return arrivals.haveStopped();
    }

    /**
     * Whether a hart that was led to a place by a step is to stay there; see {@link #landed}. On
     * the session's thread.
     *
     * @param linkPc the place's link address
     */
    boolean stop(long linkPc, int hart, Runner runner) {
        return (anyAt(linkPc) || frames.awaitAt(linkPc))
                && runner.inspect(inspection -> landed(inspection.hart(hart), inspection));
    }

    private boolean anyAt(long linkAddress) {
        return all().stream()
                .filter(Breakpoint::enabled)
                .flatMap(breakpoint -> breakpoint.locations().stream())
                .anyMatch(location -> location.address() == linkAddress);
    }

    /**
     * Whether a hart that was led to its pc by a step is to stay there, as if it were about to
     * execute the instruction. Asked once for each arrival, conditions are evaluated and hits
     * counted. On the machine thread.
     */
    boolean landed(HartInspection hart, Inspection inspection) {
        boolean stops = false;
        for (Breakpoint breakpoint : all()) {
            if (!breakpoint.enabled()) {
                continue;
            }
            for (BreakpointLocation location : breakpoint.locations()) {
                stops |=
                        location.isReached(hart)
                                && arrivals.atCode(breakpoint, location, hart, inspection);
            }
        }
        return stops | frames.landed(hart, inspection);
    }

    /** The machine has been put back to a snapshot. On the machine thread. */
    void restored() {
        all().forEach(breakpoint -> breakpoint.gate().forgetLast());
    }

    /** The breakpoints that stopped the machine; counts the hits, and removes temporary ones. */
    List<Arrivals.Stop> takeHits(StopReason.Where where) {
        List<Arrivals.Stop> stops =
                arrivals.take().stream().filter(stop -> stop.isAt(where)).toList();
        for (Arrivals.Stop stop : stops) {
            Breakpoint breakpoint = stop.breakpoint();
            if (stop.over()) {
                setEnabled(breakpoint, false);
            } else {
                breakpoint.countHit(stop.hit());
            }
            if (breakpoint.temporary()) {
                remove(breakpoint);
            }
        }
        if (!stops.isEmpty()) {
            changed();
        }
        return stops;
    }

    /** Looks anew where breakpoints stop; returns whether one's status has changed. */
    boolean refresh(Inspection inspection) {
        boolean changed = false;
        for (Breakpoint breakpoint : all()) {
            if (!(breakpoint.spec() instanceof BreakpointSpec.Watch)) {
                changed |= breakpoint.setWhereabouts(status.of(breakpoint, inspection));
            }
        }
        return changed;
    }

    private void refreshSoon() {
        machine.inspect(this::refresh)
                .whenComplete(
                        (anyChanged, failure) -> {
                            if (failure != null) {
                                LOG.log(
                                        Level.WARNING,
                                        "breakpoints could not be looked at",
                                        failure);
                            } else if (anyChanged) {
                                changed();
                            }
                        });
    }

    void changed() {
        listeners.tell(SessionListener::breakpointsChanged);
    }
}
