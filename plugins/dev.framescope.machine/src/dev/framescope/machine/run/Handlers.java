package dev.framescope.machine.run;

import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.PrivilegeHandler;
import dev.framescope.machine.SatpHandler;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.StopReason.WatchpointReached.Hit;
import dev.framescope.machine.StopReason.Where;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.hart.Hart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls the handlers that clients have placed, and remembers which of them asked for a stop.
 * Machine thread only, but for the lists of handlers.
 */
final class Handlers implements Hardware.Hooks {
    /** An instruction that a hart was led to by a step, and has not executed. */
    private record Landing(int hart, long slots, long pc) {
        static Landing of(Hart hart) {
            return new Landing(hart.id(), hart.slots(), hart.pc());
        }
    }

    private final List<TrapHandler> trapHandlers = new CopyOnWriteArrayList<>();
    private final List<SatpHandler> satpHandlers = new CopyOnWriteArrayList<>();
    private final List<PrivilegeHandler> privilegeHandlers = new CopyOnWriteArrayList<>();
    private final Hardware hardware;
    private final HartClocks clocks;
    private final CodePoints codePoints;
    private final Watchpoints watchpoints;
    private final Guard guard;
    private final Supplier<LiveInspection> inspections;

    /** What handlers look at the machine with; open only while one is called. */
    private LiveInspection inspection;

    /** Where a plain breakpoint does not stop, because a step ends or begins there; may be null. */
    private Landing landing;

    // Who asked for a stop since the last one
    private final List<Hit> watchHits = new ArrayList<>();
    private List<CodePoint> pointsReached = List.of();
    private Trap trapReached;

    /** How to tell of a write of satp or a change of mode; null if none asked. */
    private Function<Where, StopReason> eventReached;

    Handlers(
            Hardware hardware,
            HartClocks clocks,
            CodePoints codePoints,
            Watchpoints watchpoints,
            Guard guard,
            Supplier<LiveInspection> inspections) {
        this.hardware = hardware;
        this.clocks = clocks;
        this.codePoints = codePoints;
        this.watchpoints = watchpoints;
        this.guard = guard;
        this.inspections = inspections;
        hardware.setHooks(this);
        hardware.memory().setWatcher(this::accessed);
    }

    List<TrapHandler> trapHandlers() {
        return trapHandlers;
    }

    List<SatpHandler> satpHandlers() {
        return satpHandlers;
    }

    List<PrivilegeHandler> privilegeHandlers() {
        return privilegeHandlers;
    }

    /** Handlers have come or gone. */
    void updateReporting() {
        for (Hart hart : hardware.harts()) {
            hart.setTrapReporting(!trapHandlers.isEmpty());
            hart.setSatpReporting(!satpHandlers.isEmpty());
            hart.setPrivilegeReporting(!privilegeHandlers.isEmpty());
        }
    }

    /** Makes points hold that have been placed since the last call. */
    void arm() {
        codePoints.arm(hardware.harts());
        watchpoints.arm(hardware);
    }

    /** A step has led the hart to where it stands, or begins there: no code point stops it. */
    void setLanding(Hart hart) {
        landing = Landing.of(hart);
    }

    void clearLanding() {
        landing = null;
    }

    /** To be called when memory may have been changed by others than the guest. */
    void memoryReplaced() {
        watchpoints.follow(hardware);
    }

    /** Whether a handler that is called between two instructions has asked for a stop. */
    boolean stopPending() {
        return !watchHits.isEmpty() || eventReached != null;
    }

    /**
     * Why a run is to stop after some progress, if so; what was asked for is forgotten then.
     *
     * @param where what stands there
     */
    Optional<StopReason> takeStop(Scheduler.Progress progress, Supplier<Where> where) {
        StopReason stop = null;
        if (!watchHits.isEmpty()) {
            stop = new StopReason.WatchpointReached(where.get(), watchHits);
        } else if (progress == Scheduler.Progress.CODE_POINT) {
            stop = new StopReason.CodePointReached(where.get(), pointsReached);
        } else if (progress == Scheduler.Progress.TRAP_POINT) {
            stop = new StopReason.TrapTaken(where.get(), trapReached);
        } else if (eventReached != null) {
            stop = eventReached.apply(where.get());
        }
        if (stop != null) {
            watchHits.clear();
            eventReached = null;
        }
        return Optional.ofNullable(stop);
    }

    private LiveInspection open() {
        if (inspection == null) {
            inspection = inspections.get();
        }
        inspection.open();
        return inspection;
    }

    /** Ends the slice of the hart that runs, if one does, behind the present instruction. */
    private void endSlice() {
        hardware.harts().get(clocks.current()).requestExit();
    }

    @Override
    public boolean codePoint(Hart hart, long paddr) {
        LiveInspection machine = open();
        HartInspection at = machine.hart(hart.id());
        List<CodePoint> asked = List.of();
        for (CodePoints.Placed point : codePoints.at(hart.pc(), paddr, hart.effectiveSatp() != 0)) {
            boolean stop =
                    point.isPlaced()
                            && guard.ask(
                                    "code point handler",
                                    () -> point.handler().reached(at, machine));
            if (stop) {
                asked = asked.isEmpty() ? new ArrayList<>() : asked;
                asked.add(point);
            }
        }
        machine.close();
        arm();
        pointsReached = asked;
        return !asked.isEmpty() && !Landing.of(hart).equals(landing);
    }

    @Override
    public boolean trapTaken(Hart hart, Trap trap) {
        boolean stop = false;
        LiveInspection machine = open();
        HartInspection at = machine.hart(hart.id());
        for (TrapHandler handler : trapHandlers) {
            stop |= guard.ask("trap handler", () -> handler.taken(trap, at, machine));
        }
        machine.close();
        arm();
        trapReached = trap;
        return stop;
    }

    @Override
    public void privilegeChanged(Hart hart, PrivilegeChange change) {
        boolean stop = false;
        LiveInspection machine = open();
        HartInspection at = machine.hart(hart.id());
        for (PrivilegeHandler handler : privilegeHandlers) {
            stop |= guard.ask("privilege handler", () -> handler.changed(change, at, machine));
        }
        machine.close();
        arm();
        if (stop) {
            eventReached = where -> new StopReason.PrivilegeChanged(where, change);
            hart.requestExit();
        }
    }

    @Override
    public void satpWritten(Hart hart, SatpWrite write) {
        boolean stop = false;
        LiveInspection machine = open();
        HartInspection at = machine.hart(hart.id());
        for (SatpHandler handler : satpHandlers) {
            stop |= guard.ask("satp handler", () -> handler.written(write, at, machine));
        }
        machine.close();
        arm();
        if (stop) {
            eventReached = where -> new StopReason.SatpWritten(where, write);
            hart.requestExit();
        }
    }

    /** Watched memory has been accessed. */
    private void accessed(WatchAccess access) {
        boolean stop = false;
        LiveInspection machine = open();
        for (Watchpoints.Placed point : watchpoints.touchedBy(access)) {
            if (point.isPlaced()
                    && guard.ask(
                            "watchpoint handler",
                            () -> point.handler().accessed(access, machine))) {
                watchHits.add(new Hit(point, access));
                stop = true;
            }
        }
        machine.close();
        if (watchpoints.moves(access)) {
            watchpoints.follow(hardware);
        }
        arm();
        if (stop) {
            endSlice();
        }
    }
}
