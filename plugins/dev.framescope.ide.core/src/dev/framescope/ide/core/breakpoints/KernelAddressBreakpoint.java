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

/** Stops before the instruction at an address. */
public final class KernelAddressBreakpoint extends Breakpoint implements KernelBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.addressBreakpoint";

    private static final String ADDRESS = "dev.framescope.ide.core.address";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelAddressBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param address as the kernel is linked, or physical, see {@link
     *     dev.framescope.debugger.BreakpointSpec.AtAddress}
     */
    public static KernelAddressBreakpoint create(long address) throws CoreException {
        KernelAddressBreakpoint breakpoint = new KernelAddressBreakpoint();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(ID, FramescopeCore.DEBUG_MODEL_ID);
        attributes.put(ENABLED, true);
        attributes.put(PERSISTED, true);
        attributes.put(ADDRESS, "0x" + Long.toHexString(address));
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        IWorkspaceRunnable creation =
                monitor -> {
                    breakpoint.setMarker(root.createMarker(MARKER, attributes));
                    DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
                };
        ResourcesPlugin.getWorkspace().run(creation, null);
        return breakpoint;
    }

    /** The instruction's address. */
    public long address() {
        String text = getMarker().getAttribute(ADDRESS, "0x0");
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    @Override
    public String describe() {
        return "0x" + Long.toHexString(address());
    }

    @Override
    public String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }
}
