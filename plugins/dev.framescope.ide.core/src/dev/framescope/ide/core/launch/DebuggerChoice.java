package dev.framescope.ide.core.launch;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.util.Arrays;

/** Which debugger serves a session. */
public enum DebuggerChoice {
    /** CDT, where it and a GDB for RISC-V are installed; the built-in one elsewhere. */
    AUTOMATIC("automatic", "Automatic"),
    /** The debugger that comes with Framescope. */
    BUILTIN("builtin", "Built-in"),
    /** GDB under CDT. */
    CDT("cdt", "CDT (GDB)");

    private final String value;
    private final String label;

    DebuggerChoice(String value, String label) {
        this.value = value;
        this.label = label;
    }

    /** The value of {@link KernelLaunchAttributes#DEBUGGER}. */
    public String value() {
        return value;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    /**
     * What a configuration says.
     *
     * @throws CoreException if there is no such debugger; the message says which there are
     */
    public static DebuggerChoice of(ILaunchConfiguration configuration) throws CoreException {
        String value = configuration.getAttribute(KernelLaunchAttributes.DEBUGGER, AUTOMATIC.value);
        return Arrays.stream(values())
                .filter(choice -> choice.value.equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                FramescopeCore.failure(
                                        "There is no debugger '"
                                                + value
                                                + "': choose Automatic, Built-in or CDT (GDB)."));
    }
}
