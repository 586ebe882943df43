package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts runs, one at a time, carries them out on the session's thread, and tells the listeners.
 * Any thread may call.
 */
final class RunControl {
    private static final System.Logger LOG = System.getLogger(RunControl.class.getName());

    /** How long {@link #close} waits for listeners that are being told of the end. */
    private static final long CLOSE_SECONDS = 10;

    private final Machine machine;
    private final SessionParts session;
    private final BreakpointTable breakpoints;
    private final SessionListeners listeners;
    private final StopReporter reporter;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(RunControl::newThread);
    private volatile RunState state = RunState.SUSPENDED;
    private volatile SessionStop lastStop;
    private Runner runner;

    /** What to do with the machine until the session is suspended again. */
    @FunctionalInterface
    private interface Run {
        RunEnd carryOut(Runner runner) throws InterruptedException;
    }

    RunControl(SessionParts session, BreakpointTable breakpoints) {
        this.session = session;
        this.breakpoints = breakpoints;
        machine = session.machine();
        listeners = session.listeners();
        reporter = new StopReporter(session.stacks(), breakpoints);
        lastStop = reporter.start(machine.lastStop());
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void restored(StopReason reason) {
                        breakpoints.restored();
                        tellRestored(reason);
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        tellTerminated(reason);
                    }
                });
    }

    RunState state() {
        return state;
    }

    SessionStop lastStop() {
        return lastStop;
    }

    void resume() {
        begin(Optional.empty(), lastStop.hart(), run -> RunEnd.stopped(run.resume()));
    }

    void runTo(List<CodeLocation> places) {
        begin(
                Optional.empty(),
                lastStop.hart(),
                run -> {
                    Runner.Arrival arrival = run.runTo(places, hart -> true, OptionalInt.empty());
                    return arrival.arrived()
                            ? RunEnd.arrived(arrival.reason())
                            : RunEnd.stopped(arrival.reason());
                });
    }

    void step(int hart, StepKind kind, StepUnit unit, StepOptions options) {
        step(hart, kind, options, step -> step.carryOut(kind, unit));
    }

    void stepOut(int hart, int level, StepOptions options) {
        step(hart, StepKind.RETURN, options, step -> step.outOf(level));
    }

    /** A way to step. */
    private interface Way {
        RunEnd carryOut(Step step) throws InterruptedException;
    }

    private void step(int hart, StepKind kind, StepOptions options, Way way) {
        checkHart(hart);
        begin(
                Optional.of(kind),
                hart,
                run -> {
                    try (HartStepper stepper =
                            new HartStepper(session, breakpoints, run, hart, options)) {
                        return way.carryOut(
                                new Step(run, stepper, session.stacks(), machine.lastStop()));
                    }
                });
    }

    /** Changes where a hart stands, as {@link FrameControl} does it. */
    void relocate(int hart, FrameControl.Change change) {
        checkHart(hart);
        FrameControl frames = new FrameControl(session, hart);
        begin(Optional.empty(), hart, run -> frames.carryOut(change));
    }

    private void checkHart(int hart) {
        if (hart < 0 || hart >= machine.config().harts()) {
            throw new IndexOutOfBoundsException("no hart " + hart);
        }
    }

    synchronized void suspend() {
        if (state == RunState.RUNNING) {
            runner.requestSuspend();
        }
    }

    void close() {
        machine.close();
        boolean onMachineThread = machine.state() != RunState.TERMINATED;
        if (onMachineThread || Thread.currentThread() instanceof SessionThread) {
            return;
        }
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a listener of the debug session does not return");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin(Optional<StepKind> kind, int hart, Run run) {
        if (state != RunState.SUSPENDED) {
            return;
        }
        state = RunState.RUNNING;
        Runner current = new Runner(machine);
        runner = current;
        executor.execute(() -> carryOut(kind, hart, run, current));
    }

    private void carryOut(Optional<StepKind> kind, int hart, Run run, Runner current) {
        listeners.tell(listener -> listener.resumed(kind));
        try {
            current.inspect(
                    inspection -> {
                        boolean shown = lastStop.kind() != SessionStop.Kind.START;
                        breakpoints.startFrom(inspection.hart(hart), shown);
                        return null;
                    });
            RunEnd end = run.carryOut(current);
            if (machine.state() != RunState.TERMINATED) {
                StopReason reason = end.reason();
                boolean changed = current.inspect(inspection -> arrive(reason, inspection));
                List<Arrivals.Stop> hits = breakpoints.takeHits(reason.where());
                String place =
                        current.inspect(
                                inspection -> {
                                    showBreakpoint(reason, hits, inspection);
                                    return reporter.place(reason, inspection);
                                });
                if (changed) {
                    breakpoints.changed();
                }
                suspended(reporter.report(end, hits, place));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /**
     * Looks around where the machine stands. On the machine thread.
     *
     * @return whether the breakpoints have another status than before
     */
    private boolean arrive(StopReason reason, Inspection inspection) {
        session.spaces().note(inspection);
        reporter.land(reason, inspection);
        return breakpoints.refresh(inspection);
    }

    /** At functions that are inlined and begin here: shows the one that a breakpoint means. */
    private void showBreakpoint(
            StopReason reason, List<Arrivals.Stop> hits, Inspection inspection) {
        if (!hits.isEmpty()) {
            HartInspection hart = inspection.hart(reason.where().hart());
            List<Breakpoint> hit = hits.stream().map(Arrivals.Stop::breakpoint).toList();
            Optional<CodePlace> place = session.programs().at(hart, inspection);
            place.ifPresent(at -> session.stacks().hide(hart, InlinedHit.hidden(at, hit)));
        }
    }

    /** A defect of the debugger: the session can still be looked at, resumed and closed. */
    private void failed(RuntimeException e) {
        if (machine.state() == RunState.TERMINATED) {
            return;
        }
        LOG.log(Level.ERROR, "a run of the debug session failed", e);
        suspended(reporter.failed(machine.lastStop(), "internal error of the debugger: " + e));
    }

    private void suspended(SessionStop stop) {
        synchronized (this) {
            if (state == RunState.TERMINATED) {
                return;
            }
            lastStop = stop;
            state = RunState.SUSPENDED;
        }
        tellSpaces();
        listeners.tell(listener -> listener.suspended(stop));
    }

    private void tellSpaces() {
        if (session.spaces().takeNews()) {
            listeners.tell(SessionListener::spacesChanged);
        }
    }

    private synchronized void tellRestored(StopReason reason) {
        if (state != RunState.TERMINATED) {
            executor.execute(() -> restored(reason));
        }
    }

    /** Looks around where a snapshot has put the machine, unless a run has begun there already. */
    private void restored(StopReason reason) {
        if (state != RunState.SUSPENDED) {
            return;
        }
        try {
            boolean changed = machine.inspect(inspection -> arrive(reason, inspection)).join();
            String place = machine.inspect(inspection -> reporter.place(reason, inspection)).join();
            if (changed) {
                breakpoints.changed();
            }
            moved(reporter.restored(reason, place));
        } catch (RuntimeException e) {
            if (machine.state() != RunState.TERMINATED) {
                LOG.log(Level.ERROR, "where a snapshot was restored cannot be looked at", e);
            }
        }
    }

    private void moved(SessionStop stop) {
        synchronized (this) {
            if (state != RunState.SUSPENDED) {
                return;
            }
            lastStop = stop;
        }
        tellSpaces();
        listeners.tell(listener -> listener.moved(stop));
    }

    /** The last task of the session's thread, which ends with it. */
    private synchronized void tellTerminated(StopReason reason) {
        state = RunState.TERMINATED;
        executor.execute(() -> listeners.tell(listener -> listener.terminated(reason)));
        executor.shutdown();
    }

    private static Thread newThread(Runnable work) {
        return new SessionThread(work);
    }

    /** The session's own thread. */
    private static final class SessionThread extends Thread {
        SessionThread(Runnable work) {
            super(work, "framescope-session");
            setDaemon(true);
        }
    }
}
