package dev.framescope.cli.bench;

import dev.framescope.cli.UnusableInputException;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.StopReason;
import dev.framescope.symbols.SymbolException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A session of the built-in debugger on {@link BenchGuest#DEBUGGED}, timed. */
final class SessionBench implements AutoCloseable {
    private final DebugSession session;
    private final BlockingQueue<String> stops = new LinkedBlockingQueue<>();

    private SessionBench(DebugSession session) {
        this.session = session;
        session.addListener(
                new SessionListener() {
                    @Override
                    public void suspended(SessionStop stop) {
                        stops.add(stop.describe());
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        stops.add(reason.describe());
                    }
                });
    }

    /**
     * Starts a session.
     *
     * @param guest the guest's ELF file
     */
    static SessionBench start(Path guest) throws UnusableInputException {
        try {
            return new SessionBench(DebugSession.start(SessionConfig.of(guest)));
        } catch (SymbolException | MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    /** Stops in the loop that calls functions. */
    void runToLoop() throws InterruptedException {
        session.addTemporary(new BreakpointSpec.AtFunction("work"));
        run(session::resume);
    }

    /** How long the guest takes to its end with a condition that is never true. */
    double secondsWithCondition() throws InterruptedException {
        session.add(
                new BreakpointSpec.AtFunction("add"),
                BreakpointOptions.NONE.withCondition(DebuggerBench.NEVER));
        return Timing.seconds(() -> run(session::resume));
    }

    /** The middle time of steps over lines, with the stack and variables that a view shows. */
    double stepMillis(int steps) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            times.add(
                    Timing.seconds(
                                    () -> {
                                        run(() -> session.step(0, StepKind.OVER, StepUnit.LINE));
                                        session.backtrace(0).join();
                                        session.values().variables(FrameId.innermost(0)).join();
                                    })
                            * 1e3);
        }
        return Timing.median(times);
    }

    private void run(Runnable start) throws InterruptedException {
        stops.clear();
        start.run();
        stops.take();
    }

    @Override
    public void close() {
        session.close();
    }
}
