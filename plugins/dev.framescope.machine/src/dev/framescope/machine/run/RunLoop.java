package dev.framescope.machine.run;

import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartState;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.StopReason.Where;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.hart.Hart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Runs the harts from one stop to the next, and serves commands meanwhile. Machine thread only. */
final class RunLoop implements Hardware.Hooks {
    /** What others may ask of a run from outside. */
    interface Requests {
        boolean suspend();

        boolean close();
    }

    /** An instruction that a hart was led to by a step, and has not executed. */
    private record Landing(int hart, long slots, long pc) {
        static Landing of(Hart hart) {
            return new Landing(hart.id(), hart.slots(), hart.pc());
        }
    }

    private final Hardware hardware;
    private final HartClocks clocks;
    private final Scheduler scheduler;
    private final MachineThread thread;
    private final Hardware.Consoles consoles;
    private final CodePoints codePoints;
    private final IdlePolicy idlePolicy;
    private final Requests requests;
    private final Guard guard;
    private final Supplier<LiveInspection> inspections;
    private final List<TrapHandler> trapHandlers = new CopyOnWriteArrayList<>();

    /** Where a plain breakpoint does not stop, because a step ends or begins there; may be null. */
    private Landing landing;

    private List<CodePoint> pointsReached = List.of();
    private Trap trapReached;

    RunLoop(Parts parts, IdlePolicy idlePolicy, Requests requests) {
        hardware = parts.hardware();
        clocks = parts.clocks();
        scheduler = parts.scheduler();
        thread = parts.thread();
        consoles = parts.consoles();
        guard = parts.guard();
        codePoints = parts.codePoints();
        inspections = parts.inspections();
        this.idlePolicy = idlePolicy;
        this.requests = requests;
        hardware.setHooks(this);
    }

    /** What run control is made of. */
    record Parts(
            Hardware hardware,
            HartClocks clocks,
            Scheduler scheduler,
            MachineThread thread,
            Hardware.Consoles consoles,
            CodePoints codePoints,
            Guard guard,
            Supplier<LiveInspection> inspections) {}

    /** May be called on any thread. */
    List<TrapHandler> trapHandlers() {
        return trapHandlers;
    }

    void updateTrapReporting() {
        for (Hart hart : hardware.harts()) {
            hart.setTrapReporting(!trapHandlers.isEmpty());
        }
    }

    /** Lets a run look at its requests before the next instruction, if one is going on. */
    void endSlice() {
        hardware.harts().get(clocks.current()).requestExit();
    }

    /** Where a hart stands. */
    Where where(int hart) {
        Hart stopped = hardware.harts().get(hart);
        return new Where(hart, stopped.pc(), stopped.privilege(), Goal.retired(hardware.harts()));
    }

    /** Runs until something stops the machine, and says what. */
    StopReason run(Goal goal) {
        if (goal.isStep()) {
            landing = Landing.of(hardware.harts().get(goal.hart()));
        }
        IdleWait idle = null;
        for (; ; ) {
            thread.serve();
            Optional<StopReason> stop = asked(goal);
            if (stop.isPresent()) {
                return stop.get();
            }
            codePoints.arm(hardware.harts());
            Scheduler.Progress progress =
                    goal.isStep()
                            ? scheduler.advanceOnly(goal.hart(), goal.slotsLeft())
                            : scheduler.advance(goal.slotsLeft());
            consoles.flush();
            stop = power().or(() -> stopAfter(progress));
            if (stop.isPresent()) {
                landing = null;
                return stop.get();
            }
            if (progress == Scheduler.Progress.IDLE) {
                idle = idle != null ? idle : new IdleWait();
                await(idle, goal);
            } else {
                idle = null;
            }
        }
    }

    /** What others, the goal or the host's clock have to say, before the next slice. */
    private Optional<StopReason> asked(Goal goal) {
        if (requests.close()) {
            return Optional.of(new StopReason.Closed(where(scheduler.lastHart())));
        }
        if (requests.suspend()) {
            return Optional.of(new StopReason.Suspended(where(scheduler.lastHart())));
        }
        if (goal.isStep() && (goal.slotsLeft() <= 0 || isStopped(goal.hart()))) {
            landing = Landing.of(hardware.harts().get(goal.hart()));
            return Optional.of(new StopReason.LimitReached(where(goal.hart())));
        }
        if (goal.slotsLeft() <= 0) {
            return Optional.of(new StopReason.LimitReached(where(scheduler.lastHart())));
        }
        if (goal.deadlinePassed()) {
            return Optional.of(new StopReason.DeadlinePassed(where(scheduler.lastHart())));
        }
        return Optional.empty();
    }

    private boolean isStopped(int hart) {
        return hardware.state(hart) == HartState.STOPPED;
    }

    private Optional<StopReason> power() {
        Optional<Hardware.PowerRequest> request = hardware.takePowerRequest();
        if (request.isEmpty()) {
            return Optional.empty();
        }
        if (request.get() instanceof Hardware.PowerRequest.Off off) {
            Where where = where(scheduler.lastHart());
            return Optional.of(new StopReason.GuestExit(where, off.code(), off.how()));
        }
        hardware.reboot();
        return Optional.empty();
    }

    private Optional<StopReason> stopAfter(Scheduler.Progress progress) {
        if (progress == Scheduler.Progress.RUNNING || progress == Scheduler.Progress.IDLE) {
            return Optional.empty();
        }
        Where where = where(scheduler.lastHart());
        return switch (progress) {
            case CODE_POINT -> Optional.of(new StopReason.CodePointReached(where, pointsReached));
            case TRAP_POINT -> Optional.of(new StopReason.TrapTaken(where, trapReached));
            default -> {
                Optional<Trap> last = hardware.harts().get(where.hart()).lastTrap();
                yield last.map(trap -> new StopReason.TrapLoop(where, trap));
            }
        };
    }

    /** When a machine with nothing to execute began to wait. */
    private final class IdleWait {
        private final long hostStart = System.nanoTime();
        private final long clockStart = clocks.latest();

        long elapsed() {
            return System.nanoTime() - hostStart;
        }

        /** The machine's clock, had it gone on with the host's; at most {@code latest}. */
        long clockNow(long latest) {
            return Math.min(latest, clockStart + elapsed());
        }
    }

    /** Lets time pass, or waits for a command or for input. */
    private void await(IdleWait idle, Goal goal) {
        long event = goal.isStep() ? scheduler.nextEventOf(goal.hart()) : scheduler.nextEvent();
        boolean paced = idlePolicy == IdlePolicy.PACED;
        long wait = Long.MAX_VALUE;
        if (event != Long.MAX_VALUE) {
            wait = paced ? event - idle.clockStart - idle.elapsed() : 0;
        }
        if (wait <= 0) {
            skipTo(event, goal);
            return;
        }
        thread.awaitCommand(Math.min(wait, goal.hostNanosLeft()));
        if (paced && consoles.hasInput()) {
            skipTo(idle.clockNow(event), goal);
        }
    }

    private void skipTo(long time, Goal goal) {
        if (goal.isStep()) {
            scheduler.skipOnly(goal.hart(), time);
        } else {
            scheduler.skipTo(time);
        }
    }

    @Override
    public boolean codePoint(Hart hart, long paddr) {
        List<CodePoint> asked = new ArrayList<>();
        LiveInspection inspection = inspections.get();
        for (CodePoints.Placed point : codePoints.at(hart.pc(), paddr, hart.effectiveSatp() != 0)) {
            boolean stop =
                    codePoints.contains(point)
                            && guard.ask(
                                    "code point handler",
                                    () ->
                                            point.handler()
                                                    .reached(
                                                            inspection.hart(hart.id()),
                                                            inspection));
            if (stop) {
                asked.add(point);
            }
        }
        inspection.close();
        codePoints.arm(hardware.harts());
        pointsReached = List.copyOf(asked);
        return !asked.isEmpty() && !Landing.of(hart).equals(landing);
    }

    @Override
    public boolean trapTaken(Hart hart, Trap trap) {
        boolean stop = false;
        LiveInspection inspection = inspections.get();
        for (TrapHandler handler : trapHandlers) {
            stop |=
                    guard.ask(
                            "trap handler",
                            () -> handler.taken(trap, inspection.hart(hart.id()), inspection));
        }
        inspection.close();
        if (!stop && codePoints.changed()) {
            hart.requestExit(); // they are armed before the next instruction
        }
        trapReached = trap;
        return stop;
    }
}
