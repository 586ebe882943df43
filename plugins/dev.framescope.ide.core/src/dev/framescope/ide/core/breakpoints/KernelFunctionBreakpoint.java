package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.core.runtime.CoreException;

import java.util.Map;

/** Stops in every function of a name, after its prologue, and wherever it is inlined. */
public final class KernelFunctionBreakpoint extends MarkerBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.functionBreakpoint";

    private static final String FUNCTION = "dev.framescope.ide.core.function";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelFunctionBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param function its name, or a pattern, as {@code BreakpointSpec.AtFunction} has it
     */
    public static KernelFunctionBreakpoint create(String function) throws CoreException {
        return (KernelFunctionBreakpoint)
                KernelBreakpoints.create(new BreakpointSpec.AtFunction(function));
    }

    static Map<String, Object> attributes(BreakpointSpec.AtFunction spec) {
        return Map.of(FUNCTION, spec.name());
    }

    /** The function's name, or a pattern. */
    public String function() {
        return getMarker().getAttribute(FUNCTION, "");
    }

    @Override
    public BreakpointSpec.AtFunction spec() {
        return new BreakpointSpec.AtFunction(function());
    }

    @Override
    public String describe() {
        return spec().isPattern() ? "functions like " + function() : function() + "()";
    }
}
