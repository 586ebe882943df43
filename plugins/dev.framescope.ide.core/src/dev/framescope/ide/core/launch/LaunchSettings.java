package dev.framescope.ide.core.launch;

import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.program.ProgramFile;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.insight.boot.MachineSetup;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a launch configuration says, checked as far as that is possible without reading the kernel;
 * {@link KernelProbe} reads it.
 *
 * @param kernel the kernel's file, which exists
 * @param machine the machine that runs it
 * @param stopAt the function to stop in first; empty for the kernel's frame allocator
 * @param programs what else runs on the machine; their files exist
 */
public record LaunchSettings(
        KernelPath kernel,
        MachineSetup machine,
        Optional<String> stopAt,
        List<ProgramFile> programs) {
    public LaunchSettings {
        programs = List.copyOf(programs);
    }

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
                stopAt.isEmpty() ? Optional.empty() : Optional.of(stopAt),
                programs(configuration));
    }

    /** What a session for these settings starts from; it stops nowhere by itself. */
    public SessionConfig sessionConfig() {
        SessionConfig config = SessionConfig.of(machine);
        for (ProgramFile program : programs) {
            config = config.withProgram(program.path(), program.scope());
        }
        return config;
    }

    private static List<ProgramFile> programs(ILaunchConfiguration configuration)
            throws CoreException {
        List<ProgramFile> programs = new ArrayList<>();
        for (String text : configuration.getAttribute(KernelLaunchAttributes.PROGRAMS, List.of())) {
            try {
                ProgramText program = ProgramText.parse(text);
                programs.add(
                        new ProgramFile(
                                KernelPath.program(configuration, program.file()),
                                program.scope()));
            } catch (IllegalArgumentException e) {
                throw FramescopeCore.failure("Programs: " + e.getMessage() + ".", e);
            }
        }
        return programs;
    }
}
