package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the workspace's breakpoints, and finds them. */
public final class KernelBreakpoints {
    private KernelBreakpoints() {}

    /**
     * Makes an enabled breakpoint and adds it to the workspace's. Not for the UI thread: takes the
     * workspace's lock.
     *
     * @param spec what it stops at; lines have {@link KernelLineBreakpoint#create}
     * @param spaceName see {@link KernelBreakpoint#setOptions(BreakpointOptions, String)}
     */
    public static KernelBreakpoint create(
            BreakpointSpec spec, BreakpointOptions options, String spaceName) throws CoreException {
        Map<String, Object> attributes = OptionAttributes.map(options, spaceName);
        attributes.putAll(attributes(spec));
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        return switch (spec) {
            case BreakpointSpec.AtFunction f ->
                    add(
                            new KernelFunctionBreakpoint(),
                            root,
                            KernelFunctionBreakpoint.MARKER,
                            attributes);
            case BreakpointSpec.Watch w ->
                    add(new KernelWatchpoint(), root, KernelWatchpoint.MARKER, attributes);
            case BreakpointSpec.Event e ->
                    add(
                            new KernelEventBreakpoint(),
                            root,
                            KernelEventBreakpoint.MARKER,
                            attributes);
            case BreakpointSpec.Code address ->
                    add(
                            new KernelAddressBreakpoint(),
                            root,
                            KernelAddressBreakpoint.MARKER,
                            attributes);
        };
    }

    /** How markers keep what a breakpoint stops at. */
    static Map<String, Object> attributes(BreakpointSpec spec) {
        return switch (spec) {
            case BreakpointSpec.AtFunction f -> KernelFunctionBreakpoint.attributes(f);
            case BreakpointSpec.AtAddress a ->
                    KernelAddressBreakpoint.attributes(a.address(), false);
            case BreakpointSpec.AtPhysicalAddress p ->
                    KernelAddressBreakpoint.attributes(p.paddr(), true);
            case BreakpointSpec.Watch w -> KernelWatchpoint.attributes(w);
            case BreakpointSpec.Event e -> KernelEventBreakpoint.attributes(e);
            case BreakpointSpec.AtLine line ->
                    throw new IllegalArgumentException(
                            line.describe() + ": a line's breakpoint belongs to its file");
        };
    }

    /** As {@link #create(BreakpointSpec, BreakpointOptions, String)}; stops always. */
    public static KernelBreakpoint create(BreakpointSpec spec) throws CoreException {
        return create(spec, BreakpointOptions.NONE, "");
    }

    /**
     * As {@link #create(BreakpointSpec)}, unless there is a breakpoint that stops always at the
     * very same; that one is switched on.
     */
    public static KernelBreakpoint createOrEnable(BreakpointSpec spec) throws CoreException {
        for (KernelBreakpoint known : all()) {
            if (known instanceof MarkerBreakpoint free
                    && free.spec().equals(spec)
                    && known.options().equals(BreakpointOptions.NONE)
                    && known.spaceName().isEmpty()) {
                known.setEnabled(true);
                return known;
            }
        }
        return create(spec);
    }

    /** Gives a new breakpoint its marker, and adds it to the workspace's. */
    static <B extends Breakpoint> B add(
            B breakpoint, IResource resource, String markerType, Map<String, Object> attributes)
            throws CoreException {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(IBreakpoint.ID, FramescopeCore.DEBUG_MODEL_ID);
        all.put(IBreakpoint.ENABLED, true);
        all.put(IBreakpoint.PERSISTED, true);
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        IWorkspaceRunnable creation =
                monitor -> {
                    breakpoint.setMarker(resource.createMarker(markerType, all));
                    DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
                };
        workspace.run(creation, workspace.getRuleFactory().markerRule(resource), 0, null);
        return breakpoint;
    }

    /** The workspace's breakpoints of kernels. */
    public static List<KernelBreakpoint> all() {
        return Arrays.stream(
                        DebugPlugin.getDefault()
                                .getBreakpointManager()
                                .getBreakpoints(FramescopeCore.DEBUG_MODEL_ID))
                .filter(KernelBreakpoint.class::isInstance)
                .map(KernelBreakpoint.class::cast)
                .toList();
    }
}
