package dev.framescope.ide.core.cdt;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.variables.IDynamicVariable;
import org.eclipse.core.variables.IDynamicVariableResolver;

/**
 * The variable by which a launch configuration says to which port GDB connects: that of the launch
 * that is going on. Launches with GDB begin one after the other.
 */
public final class GdbPort implements IDynamicVariableResolver {
    /** Its name, as plugin.xml has it. */
    static final String VARIABLE = "framescope_gdb_port";

    private static volatile int current;

    /** What begins while the port is known. */
    @FunctionalInterface
    interface Launch {
        void run() throws CoreException;
    }

    /** Begins a launch, when those that are beginning have begun. */
    static void with(int port, Launch launch) throws CoreException {
        synchronized (GdbPort.class) {
            current = port;
            try {
                launch.run();
            } finally {
                current = 0;
            }
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
