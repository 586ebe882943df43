package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import java.util.concurrent.TimeUnit;

/** Waits, off the UI thread, for a session to be suspended. */
final class StopWaiter implements SessionListener, AutoCloseable {
    private final DebugSession session;
    private final long patienceSeconds;

    /** Counts stops, the end included. */
    private int stops;

    StopWaiter(DebugSession session, long patienceSeconds) {
        this.session = session;
        this.patienceSeconds = patienceSeconds;
        session.addListener(this);
    }

    /** Waits until the session is suspended, if it is not. */
    void awaitSuspended() throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        synchronized (this) {
            while (session.state() == RunState.RUNNING) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new DemoException(
                            "The kernel did not stop within " + patienceSeconds + " seconds.");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        if (session.state() != RunState.SUSPENDED) {
            throw new DemoException("The kernel ended: " + session.lastStop().describe());
        }
    }

    /** Resumes and waits for the next stop. */
    void resume() throws DemoException, InterruptedException {
        awaitNext(session::resume);
    }

    /** Steps over the line at which the session stands, and waits for the next stop. */
    void stepOver() throws DemoException, InterruptedException {
        int hart = session.lastStop().hart();
        awaitNext(() -> session.step(hart, StepKind.OVER, StepUnit.LINE));
    }

    private void awaitNext(Runnable start) throws DemoException, InterruptedException {
        int before = stopCount();
        start.run();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        synchronized (this) {
            while (stops == before && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        }
        awaitSuspended();
    }

    private synchronized int stopCount() {
        return stops;
    }

    @Override
    public void suspended(SessionStop stop) {
        stopped();
    }

    @Override
    public void terminated(StopReason reason) {
        stopped();
    }

    private synchronized void stopped() {
        stops++;
        notifyAll();
    }

    @Override
    public void close() {
        session.removeListener(this);
    }
}
