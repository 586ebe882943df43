package dev.framescope.ide.core.model;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;

import java.util.Optional;

/**
 * Tells of the stops of a session that another debugger runs. Of the many short runs that make one
 * step of GDB nothing is told: only of stops that last.
 */
final class FollowedSession implements SessionListener {
    /** Longer than GDB needs between two runs of one step. */
    private static final long MILLIS_TO_LAST = 30;

    private final DebugSession session;
    private final SessionListener listener;
    private final Job telling;

    /** A session begins before its first instruction. */
    private boolean toldSuspended = true;

    /**
     * @param listener is told, by one thread at a time, in order
     */
    FollowedSession(DebugSession session, SessionListener listener) {
        this.session = session;
        this.listener = listener;
        telling = Job.createSystem("Reading the harts", (ICoreRunnable) monitor -> tellSuspended());
    }

    @Override
    public void resumed(Optional<StepKind> step) {
        telling.cancel();
        tellResumed();
    }

    @Override
    public void suspended(SessionStop stop) {
        telling.schedule(MILLIS_TO_LAST);
    }

    @Override
    public synchronized void terminated(StopReason reason) {
        telling.cancel();
        listener.terminated(reason);
    }

    private synchronized void tellResumed() {
        if (toldSuspended) {
            toldSuspended = false;
            listener.resumed(Optional.empty());
        }
    }

    private synchronized void tellSuspended() {
        if (session.state() == RunState.SUSPENDED) {
            toldSuspended = true;
            listener.suspended(session.lastStop());
        }
    }
}
