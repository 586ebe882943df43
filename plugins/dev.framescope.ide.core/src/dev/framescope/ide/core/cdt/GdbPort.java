package dev.framescope.ide.core.cdt;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.variables.IDynamicVariable;
import org.eclipse.core.variables.IDynamicVariableResolver;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The variable by which a launch configuration says to which port GDB connects: that of the launch
 * that is going on. Launches with GDB begin one after the other.
 */
public final class GdbPort implements IDynamicVariableResolver {
    /** Its name, as plugin.xml has it. */
    static final String VARIABLE = "framescope_gdb_port";

    private static final Semaphore TURN = new Semaphore(1, true);
    private static final long POLL_MS = 100;

    private static volatile int current;

    /** What begins while the port is known. */
    @FunctionalInterface
    interface Launch {
        void run() throws CoreException;
    }

    /**
     * Begins a launch, when those that are beginning have begun.
     *
     * @return whether it was begun: false if the monitor was cancelled before its turn came
     */
    static boolean with(int port, IProgressMonitor monitor, Launch launch) throws CoreException {
        if (!awaitTurn(monitor)) {
            return false;
        }
        try {
            current = port;
            launch.run();
            return true;
        } finally {
            current = 0;
            TURN.release();
        }
    }

    private static boolean awaitTurn(IProgressMonitor monitor) throws CoreException {
        try {
            while (!monitor.isCanceled()) {
                if (TURN.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FramescopeCore.failure("The launch was interrupted.", e);
        }
    }

    @Override
    public String resolveValue(IDynamicVariable variable, String argument) throws CoreException {
        int port = current;
        if (port == 0) {
            throw FramescopeCore.failure(
                    "${" + VARIABLE + "} has a value while a launch of type RV64 Kernel begins.");
        }
        return Integer.toString(port);
    }
}
