package dev.framescope.ide.ui;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.testing.Samples;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The sample kernel under the debugger, without a workbench. */
public final class SampleRun implements AutoCloseable {
    private static final long SECONDS_TO_WAIT = 60;

    private final DebugSession session;
    private final Breakpoint allocator;
    private final Semaphore stops = new Semaphore(0);

    /** Starts the kernel, with a breakpoint at its frame allocator. */
    public SampleRun() throws Exception {
        session = DebugSession.start(SessionConfig.of(Samples.framesCElf()));
        allocator = session.add(new BreakpointSpec.AtFunction("allocFrame"));
        session.addListener(
                new SessionListener() {
                    @Override
                    public void suspended(SessionStop stop) {
                        stops.release();
                    }
                });
    }

    public DebugSession session() {
        return session;
    }

    /** Runs to a call of the allocator, counted from 1, and reads the machine there. */
    public InsightSnapshot runToCall(int number) throws Exception {
        allocator.setOptions(BreakpointOptions.NONE.withFirstHit(number));
        session.resume();
        if (!stops.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
            throw new AssertionError("allocFrame was not called " + number + " times");
        }
        return session.insight(0).get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        session.close();
    }
}
