package dev.framescope.ide.core.model;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a launch and waits until all of it has ended: GDB's end takes a while. */
final class TerminationWaiter {
    private static final long LIMIT_SECONDS = 20;
    private static final long POLL_MS = 100;

    private TerminationWaiter() {}

    /**
     * Ends a launch.
     *
     * @throws CoreException if it does not end
     * @throws OperationCanceledException if the monitor was cancelled
     */
    static void terminate(ILaunch launch, IProgressMonitor monitor) throws CoreException {
        Semaphore news = new Semaphore(0);
        IDebugEventSetListener listener = events -> news.release();
        DebugPlugin.getDefault().addDebugEventListener(listener);
        try {
            launch.terminate();
            await(launch, news, monitor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FramescopeCore.failure("The restart was interrupted.", e);
        } finally {
            DebugPlugin.getDefault().removeDebugEventListener(listener);
        }
    }

    private static void await(ILaunch launch, Semaphore news, IProgressMonitor monitor)
            throws InterruptedException, CoreException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!launch.isTerminated()) {
            if (monitor != null && monitor.isCanceled()) {
                throw new OperationCanceledException();
            }
            if (System.nanoTime() > deadline) {
                throw FramescopeCore.failure(
                        "The old session does not end: terminate it, then start anew.");
            }
            if (news.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
    }
}
