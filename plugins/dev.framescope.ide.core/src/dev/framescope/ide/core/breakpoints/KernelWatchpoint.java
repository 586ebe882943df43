package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IWatchpoint;

import java.util.Arrays;
import java.util.Map;

/** Stops after memory was used: what an expression names, or a virtual or a physical range. */
public final class KernelWatchpoint extends MarkerBreakpoint implements IWatchpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.watchpoint";

    private static final String EXPRESSION = "dev.framescope.ide.core.expression";
    private static final String ADDRESS = "dev.framescope.ide.core.address";
    private static final String LENGTH = "dev.framescope.ide.core.length";
    private static final String PHYSICAL = "dev.framescope.ide.core.physical";
    private static final String MODE = "dev.framescope.ide.core.access";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelWatchpoint() {}

    static Map<String, Object> attributes(BreakpointSpec.Watch spec) {
        String mode = spec.mode().text();
        return switch (spec) {
            case BreakpointSpec.WatchExpression e -> Map.of(MODE, mode, EXPRESSION, e.expression());
            case BreakpointSpec.WatchVirtual v -> range(mode, v.vaddr(), v.bytes(), false);
            case BreakpointSpec.WatchPhysical p -> range(mode, p.paddr(), p.bytes(), true);
        };
    }

    private static Map<String, Object> range(
            String mode, long address, long bytes, boolean physical) {
        return Map.of(
                MODE,
                mode,
                EXPRESSION,
                "",
                ADDRESS,
                Hex.of(address),
                LENGTH,
                Hex.of(bytes),
                PHYSICAL,
                physical);
    }

    @Override
    public BreakpointSpec.Watch spec() {
        IMarker marker = getMarker();
        String expression = marker.getAttribute(EXPRESSION, "");
        if (!expression.isEmpty()) {
            return new BreakpointSpec.WatchExpression(expression, mode());
        }
        long address = Hex.parse(marker.getAttribute(ADDRESS, "0x0")).orElse(0);
        long bytes = Math.max(1, Hex.parse(marker.getAttribute(LENGTH, "0x1")).orElse(1));
        return marker.getAttribute(PHYSICAL, false)
                ? new BreakpointSpec.WatchPhysical(address, bytes, mode())
                : new BreakpointSpec.WatchVirtual(address, bytes, mode());
    }

    private WatchMode mode() {
        String text = getMarker().getAttribute(MODE, "");
        return Arrays.stream(WatchMode.values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElse(WatchMode.CHANGE);
    }

    /** Whether reads stop. */
    @Override
    public boolean isAccess() {
        return mode() == WatchMode.READ || mode() == WatchMode.ACCESS;
    }

    /** Whether writes stop. */
    @Override
    public boolean isModification() {
        return mode() != WatchMode.READ;
    }

    @Override
    public void setAccess(boolean access) throws CoreException {
        setMode(access, isModification());
    }

    @Override
    public void setModification(boolean modification) throws CoreException {
        setMode(isAccess(), modification);
    }

    private void setMode(boolean reads, boolean writes) throws CoreException {
        WatchMode mode = WatchMode.CHANGE;
        if (reads) {
            mode = writes ? WatchMode.ACCESS : WatchMode.READ;
        }
        change(Map.of(MODE, mode.text()));
    }

    @Override
    public boolean supportsAccess() {
        return true;
    }

    @Override
    public boolean supportsModification() {
        return true;
    }
}
