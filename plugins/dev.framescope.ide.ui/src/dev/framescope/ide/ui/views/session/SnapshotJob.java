package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.machine.RunState;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads the machine for {@link ActiveSession} and hands the result to the UI thread. May be asked
 * from any thread; results that are out of date are dropped.
 */
final class SnapshotJob extends Job {
    /** Milliseconds between two readings of a running machine. */
    private static final long PERIOD_MS = 250;

    /** At most this part of the time a running machine is being read, so that it goes on. */
    private static final long REST_FACTOR = 5;

    private static final long POLL_MS = 50;

    /** So long must a stop last to be read: one step of GDB is many runs. */
    private static final long STOP_MS = 20;

    private final Display display;
    private final Consumer<SessionSnapshot> preparer;
    private final Consumer<SessionSnapshot> receiver;
    private final BiConsumer<DebugSession, String> failure;
    private volatile DebugContext context = DebugContext.NONE;

    /** Somebody wants a reading that is newer than the one under way. */
    private volatile boolean urgent;

    /** What was read at stops; touched by the job only. */
    private StopMemory stops = new StopMemory();

    private DebugContext remembered = DebugContext.NONE;

    /**
     * @param preparer called in the job with what was read, before the receiver
     * @param receiver called on the UI thread with what was read
     * @param failure called on the UI thread with why nothing could be read
     */
    SnapshotJob(
            Display display,
            Consumer<SessionSnapshot> preparer,
            Consumer<SessionSnapshot> receiver,
            BiConsumer<DebugSession, String> failure) {
        super("Reading the kernel's state");
        this.display = display;
        this.preparer = preparer;
        this.receiver = receiver;
        this.failure = failure;
        setSystem(true);
        setPriority(SHORT);
    }

    /** Reads another kernel, or another hart, from now on. */
    void read(DebugContext next) {
        context = next;
        cancel();
        readNow();
    }

    void readNow() {
        urgent = true;
        schedule();
        wakeUp();
    }

    /**
     * Reads a stop; where another debugger runs the session, if it lasts. What is being read then
     * is of the past.
     */
    void readStop() {
        if (!context.following()) {
            readNow();
            return;
        }
        cancel();
        urgent = true;
        schedule(STOP_MS);
    }

    /** Reads after a while, unless asked to read now before. */
    void readSoon() {
        if (getState() == SLEEPING) {
            cancel();
        }
        if (context.session().isPresent() && getState() == NONE) {
            schedule(PERIOD_MS);
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        urgent = false;
        DebugContext wanted = context;
        DebugSession session = wanted.session().orElse(null);
        if (session == null) {
            stops = new StopMemory();
            remembered = wanted;
            return Status.OK_STATUS;
        }
        if (!remembered.session().equals(wanted.session())) {
            stops = new StopMemory();
        }
        remembered = wanted;
        long start = System.nanoTime();
        try {
            Optional<SessionSnapshot> result = read(session, wanted.hart(), monitor);
            if (result.isPresent()) {
                SessionSnapshot snapshot = result.get();
                preparer.accept(snapshot);
                deliver(wanted, () -> receiver.accept(snapshot));
            }
        } catch (ExecutionException e) {
            ILog.of(getClass()).error("The kernel's state cannot be read.", e);
            deliver(wanted, () -> failure.accept(session, String.valueOf(e.getCause())));
            return Status.OK_STATUS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        }
        if (session.state() == RunState.RUNNING) {
            long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            schedule(Math.max(PERIOD_MS, spent * REST_FACTOR));
            if (urgent) {
                schedule();
            }
        }
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private Optional<SessionSnapshot> read(DebugSession session, int hart, IProgressMonitor monitor)
            throws ExecutionException, InterruptedException {
        RunState state = session.state();
        CompletableFuture<InsightSnapshot> future = session.insight(hart);
        while (!monitor.isCanceled()) {
            try {
                InsightSnapshot insight = future.get(POLL_MS, TimeUnit.MILLISECONDS);
                boolean stopped = state == session.state() && state != RunState.RUNNING;
                return Optional.of(stops.remember(session, insight, state, stopped));
            } catch (TimeoutException e) {
                monitor.worked(1);
            }
        }
        return Optional.empty();
    }

    private void deliver(DebugContext wanted, Runnable delivery) {
        if (display.isDisposed()) {
            return;
        }
        display.asyncExec(
                () -> {
                    if (wanted.equals(context)) {
                        delivery.run();
                    }
                });
    }
}
