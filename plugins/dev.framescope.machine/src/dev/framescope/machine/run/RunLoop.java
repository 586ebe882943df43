package dev.framescope.machine.run;

import dev.framescope.machine.HartState;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.StopReason.Where;
import dev.framescope.machine.Trap;
import dev.framescope.machine.hart.Hart;

import java.util.Optional;

/** Runs the harts from one stop to the next, and serves commands meanwhile. Machine thread only. */
final class RunLoop {
    /** What others may ask of a run from outside. */
    interface Requests {
        boolean suspend();

        boolean close();
    }

    private final Hardware hardware;
    private final HartClocks clocks;
    private final Scheduler scheduler;
    private final MachineThread thread;
    private final Hardware.Consoles consoles;
    private final Handlers handlers;
    private final IdlePolicy idlePolicy;
    private final Requests requests;

    RunLoop(Parts parts, IdlePolicy idlePolicy, Requests requests) {
        hardware = parts.hardware();
        clocks = parts.clocks();
        scheduler = parts.scheduler();
        thread = parts.thread();
        consoles = parts.consoles();
        handlers = parts.handlers();
        this.idlePolicy = idlePolicy;
        this.requests = requests;
    }

    /** What run control is made of. */
    record Parts(
            Hardware hardware,
            HartClocks clocks,
            Scheduler scheduler,
            MachineThread thread,
            Hardware.Consoles consoles,
            Handlers handlers) {}

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
            handlers.setLanding(hardware.harts().get(goal.hart()));
        }
        handlers.memoryReplaced();
        IdleWait idle = null;
        for (; ; ) {
            thread.serve();
            Optional<StopReason> stop = asked(goal);
            if (stop.isPresent()) {
                return stop.get();
            }
            handlers.arm();
            Scheduler.Progress progress =
                    goal.isStep()
                            ? scheduler.advanceOnly(goal.hart(), goal.slotsLeft())
                            : scheduler.advance(goal.slotsLeft());
            consoles.flush();
            stop = power().or(() -> stopAfter(progress));
            if (stop.isPresent()) {
                handlers.clearLanding();
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
            handlers.setLanding(hardware.harts().get(goal.hart()));
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
        handlers.memoryReplaced();
        return Optional.empty();
    }

    private Optional<StopReason> stopAfter(Scheduler.Progress progress) {
        Optional<StopReason> stop = handlers.takeStop(progress, () -> where(scheduler.lastHart()));
        if (stop.isPresent() || progress != Scheduler.Progress.TRAP_LOOP) {
            return stop;
        }
        Where where = where(scheduler.lastHart());
        Optional<Trap> last = hardware.harts().get(where.hart()).lastTrap();
        return last.map(trap -> new StopReason.TrapLoop(where, trap));
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
}
