package dev.framescope.ide.core.launch;

import dev.framescope.debugger.program.ProgramScope;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs beside the kernel in a launch configuration. */
public final class ProgramList {
    private ProgramList() {}

    /** As they are written, also those that are not right. */
    public static List<String> of(ILaunchConfiguration configuration) throws CoreException {
        return configuration.getAttribute(KernelLaunchAttributes.PROGRAMS, List.of());
    }

    /** Replaces all of them. */
    public static void set(ILaunchConfigurationWorkingCopy configuration, List<String> programs) {
        configuration.setAttribute(KernelLaunchAttributes.PROGRAMS, new ArrayList<>(programs));
    }

    /** Adds one to a saved configuration, unless it is there. */
    public static void add(ILaunchConfiguration configuration, ProgramText program)
            throws CoreException {
        List<String> programs = new ArrayList<>(of(configuration));
        if (!programs.contains(program.toString())) {
            programs.add(program.toString());
            save(configuration, programs);
        }
    }

    /** Removes a file from a saved configuration, by whatever name it is there. */
    public static void remove(ILaunchConfiguration configuration, Path file, ProgramScope scope)
            throws CoreException {
        List<String> programs = new ArrayList<>(of(configuration));
        if (programs.removeIf(text -> isFor(configuration, text, file, scope))) {
            save(configuration, programs);
        }
    }

    private static boolean isFor(
            ILaunchConfiguration configuration, String text, Path file, ProgramScope scope) {
        try {
            ProgramText program = ProgramText.parse(text);
            return program.scope().equals(scope)
                    && KernelPath.program(configuration, program.file()).equals(file);
        } catch (IllegalArgumentException | CoreException e) {
            return false; // What is not right there is another one.
        }
    }

    private static void save(ILaunchConfiguration configuration, List<String> programs)
            throws CoreException {
        ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
        set(copy, programs);
        copy.doSave();
    }
}
