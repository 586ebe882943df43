package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The breakpoints of a session and their code points in the machine. Any thread. */
final class BreakpointTable {
    private final Machine machine;
    private final BreakpointResolver resolver;
    private final SessionListeners listeners;
    private final List<Breakpoint> all = new ArrayList<>();
    private int lastId;
    private volatile Standing standing = Standing.NOWHERE;

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

    BreakpointTable(Machine machine, KernelImage kernel, SessionListeners listeners) {
        this.machine = machine;
        this.resolver = new BreakpointResolver(kernel);
        this.listeners = listeners;
    }

    Breakpoint add(BreakpointSpec spec, BreakpointOptions options) {
        BreakpointResolver.Resolution found = resolver.resolve(spec);
        Breakpoint breakpoint;
        synchronized (this) {
            breakpoint =
                    new Breakpoint(
                            this, ++lastId, spec, options, found.locations(), found.problem());
            all.add(breakpoint);
            arm(breakpoint);
        }
        changed();
        return breakpoint;
    }

    void remove(Breakpoint breakpoint) {
        synchronized (this) {
            if (!all.remove(breakpoint)) {
                return;
            }
            disarm(breakpoint);
        }
        changed();
    }

    void setEnabled(Breakpoint breakpoint, boolean on) {
        synchronized (this) {
            if (breakpoint.enabled() == on || !all.contains(breakpoint)) {
                return;
            }
            if (on) {
                arm(breakpoint);
            } else {
                disarm(breakpoint);
            }
        }
        changed();
    }

    synchronized List<Breakpoint> all() {
        return List.copyOf(all);
    }

    /** To be called before a run, with the hart that is known to stand where it does. */
    void startFrom(HartInspection hart) {
        standing = new Standing(hart.id(), hart.pc(), hart.instructions());
    }

    /** Whether an enabled breakpoint is at a link address. */
    boolean anyAt(long linkAddress) {
        return all().stream().anyMatch(b -> b.stopsAt(linkAddress));
    }

    /** The breakpoints behind these code points; counts the hit, and removes temporary ones. */
    List<Breakpoint> hit(List<CodePoint> points) {
        return hit(b -> points.stream().anyMatch(b::owns));
    }

    /** The breakpoints at a link address that a step ended on; counts the hit too. */
    List<Breakpoint> landedOn(long linkAddress) {
        return hit(b -> b.stopsAt(linkAddress));
    }

    private List<Breakpoint> hit(Predicate<Breakpoint> which) {
        List<Breakpoint> breakpoints = all().stream().filter(which).toList();
        for (Breakpoint breakpoint : breakpoints) {
            breakpoint.countHit();
            if (breakpoint.temporary()) {
                remove(breakpoint);
            }
        }
        if (!breakpoints.isEmpty()) {
            changed();
        }
        return breakpoints;
    }

    private void arm(Breakpoint breakpoint) {
        CodeHandler handler =
                (hart, inspection) -> !standing.isPlaceOf(hart) && breakpoint.arrive();
        breakpoint.arm(
                breakpoint.locations().stream()
                        .map(location -> machine.addCodePoint(location.code(), handler))
                        .toList());
    }

    private void disarm(Breakpoint breakpoint) {
        breakpoint.disarm().forEach(machine::removeCodePoint);
    }

    private void changed() {
        listeners.tell(SessionListener::breakpointsChanged);
    }
}
