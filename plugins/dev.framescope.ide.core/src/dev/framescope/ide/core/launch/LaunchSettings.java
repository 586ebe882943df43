package dev.framescope.ide.core.launch;

import dev.framescope.debugger.SessionConfig;
import dev.framescope.insight.boot.MachineSetup;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.util.Optional;

/**
 * What a launch configuration says, checked as far as that is possible without reading the kernel;
 * {@link KernelProbe} reads it.
 *
 * @param kernel the kernel's file, which exists
 * @param machine the machine that runs it
 * @param stopAt the function to stop in first; empty for the kernel's frame allocator
 */
public record LaunchSettings(KernelPath kernel, MachineSetup machine, Optional<String> stopAt) {
    /**
     * Reads and checks a configuration. Looks for the kernel's file, but does not read it.
     *
     * @throws CoreException if something is not right; the message says what, and what to do
     */
    public static LaunchSettings read(ILaunchConfiguration configuration) throws CoreException {
        KernelPath kernel = KernelPath.of(configuration);
        String stopAt = configuration.getAttribute(KernelLaunchAttributes.STOP_AT, "").strip();
        DebuggerChoice.of(configuration);
        return new LaunchSettings(
                kernel,
                MachineAttributes.read(configuration, kernel.file()),
                stopAt.isEmpty() ? Optional.empty() : Optional.of(stopAt));
    }

    /** What a session for these settings starts from; it stops nowhere by itself. */
    public SessionConfig sessionConfig() {
        return SessionConfig.of(machine);
    }
}
