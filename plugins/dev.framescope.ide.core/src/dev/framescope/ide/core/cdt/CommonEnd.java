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

/** Ends the machine with GDB, and GDB with the machine. */
final class CommonEnd implements IDebugEventSetListener, SessionListener {
    private final ILaunch launch;
    private final DebugSession session;
    private final GdbServer server;

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
                inJob("Ending the RV64 machine", monitor -> session.close());
            }
        }
    }

    /** GDB is told of the end too, but stays. */
    @Override
    public void terminated(StopReason reason) {
        dispose();
        inJob("Ending GDB", monitor -> launch.terminate());
    }

    /** Neither looks for the end of the other any more. */
    void dispose() {
        DebugPlugin.getDefault().removeDebugEventListener(this);
        session.removeListener(this);
        inJob("Ending the GDB server", monitor -> server.close());
    }

    private static void inJob(String name, ICoreRunnable what) {
        Job.createSystem(name, what).schedule();
    }
}
