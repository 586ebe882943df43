package dev.framescope.ide.core.breakpoints;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;

import java.util.HashMap;
import java.util.Map;

/** Stops in every function of a name, after its prologue. */
public final class KernelFunctionBreakpoint extends Breakpoint implements KernelBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.functionBreakpoint";

    private static final String FUNCTION = "dev.framescope.ide.core.function";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelFunctionBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param function a function's name, or its linkage name
     */
    public static KernelFunctionBreakpoint create(String function) throws CoreException {
        KernelFunctionBreakpoint breakpoint = new KernelFunctionBreakpoint();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(ID, FramescopeCore.DEBUG_MODEL_ID);
        attributes.put(ENABLED, true);
        attributes.put(PERSISTED, true);
        attributes.put(FUNCTION, function);
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        IWorkspaceRunnable creation =
                monitor -> {
                    breakpoint.setMarker(root.createMarker(MARKER, attributes));
                    DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
                };
        ResourcesPlugin.getWorkspace().run(creation, null);
        return breakpoint;
    }

    /** The function's name. */
    public String function() {
        return getMarker().getAttribute(FUNCTION, "");
    }

    @Override
    public String describe() {
        return function() + "()";
    }

    @Override
    public String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }
}
