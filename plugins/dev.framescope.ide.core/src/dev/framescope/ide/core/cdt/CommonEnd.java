package dev.framescope.ide.core.cdt;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.gdbserver.GdbServer;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.machine.StopReason;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the machine with GDB, and GDB with the machine. GDB's process is the last to go: until then
 * it is served, so that it hears of the machine's end.
 */
final class CommonEnd implements IDebugEventSetListener, SessionListener {
    private final ILaunch launch;
    private final DebugSession session;
    private final GdbServer server;
    private final AtomicBoolean disposed = new AtomicBoolean();

    private CommonEnd(ILaunch launch, DebugSession session, GdbServer server) {
        this.launch = launch;
        this.session = session;
        this.server = server;
    }

    static CommonEnd of(ILaunch launch, DebugSession session, GdbServer server) {
        CommonEnd end = new CommonEnd(launch, session, server);
        DebugPlugin.getDefault().addDebugEventListener(end);
        session.addListener(end);
        return end;
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (event.getKind() == DebugEvent.TERMINATE
                    && event.getSource() instanceof IProcess process
                    && !(process instanceof KernelProcess)
                    && process.getLaunch() == launch) {
                dispose();
            }
        }
    }

    @Override
    public void terminated(StopReason reason) {
        if (!disposed.get()) {
            inJob("Ending GDB", monitor -> launch.terminate());
        }
    }

    /** Ends the machine, and serves GDB no more. */
    void dispose() {
        if (disposed.getAndSet(true)) {
            return;
        }
        DebugPlugin.getDefault().removeDebugEventListener(this);
        inJob(
                "Ending the RV64 machine",
                monitor -> {
                    session.close();
                    server.close();
                });
    }

    private static void inJob(String name, ICoreRunnable what) {
        Job.createSystem(name, what).schedule();
    }
}
