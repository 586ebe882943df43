package dev.framescope.ide.core.breakpoints;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.LineBreakpoint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stops where the code of a source line begins. */
public final class KernelLineBreakpoint extends LineBreakpoint implements KernelBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.lineBreakpoint";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelLineBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param file a source file
     * @param line line number from 1
     */
    public static KernelLineBreakpoint create(IResource file, int line) throws CoreException {
        KernelLineBreakpoint breakpoint = new KernelLineBreakpoint();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(ID, FramescopeCore.DEBUG_MODEL_ID);
        attributes.put(ENABLED, true);
        attributes.put(PERSISTED, true);
        attributes.put(IMarker.LINE_NUMBER, line);
        IWorkspaceRunnable creation =
                monitor -> {
                    breakpoint.setMarker(file.createMarker(MARKER, attributes));
                    DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
                };
        ResourcesPlugin.getWorkspace()
                .run(
                        creation,
                        ResourcesPlugin.getWorkspace().getRuleFactory().markerRule(file),
                        0,
                        null);
        return breakpoint;
    }

    /** The workspace's breakpoint of ours at a line, if there is one. */
    public static Optional<KernelLineBreakpoint> at(IResource file, int line) {
        return Arrays.stream(
                        DebugPlugin.getDefault()
                                .getBreakpointManager()
                                .getBreakpoints(FramescopeCore.DEBUG_MODEL_ID))
                .filter(KernelLineBreakpoint.class::isInstance)
                .map(KernelLineBreakpoint.class::cast)
                .filter(breakpoint -> breakpoint.isAt(file, line))
                .findFirst();
    }

    private boolean isAt(IResource file, int line) {
        IMarker marker = getMarker();
        return marker != null && marker.getResource().equals(file) && line() == line;
    }

    /** The line, from 1. */
    public int line() {
        return getMarker().getAttribute(IMarker.LINE_NUMBER, 0);
    }

    /** The source file. */
    public IResource file() {
        return getMarker().getResource();
    }

    @Override
    public String describe() {
        return file().getName() + ":" + line();
    }

    @Override
    public String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }
}
