package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.core.runtime.CoreException;

import java.util.Map;

/** Stops before the instruction at an address. */
public final class KernelAddressBreakpoint extends MarkerBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.addressBreakpoint";

    private static final String ADDRESS = "dev.framescope.ide.core.address";
    private static final String PHYSICAL = "dev.framescope.ide.core.physical";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelAddressBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param address as {@code BreakpointSpec.AtAddress} has it
     */
    public static KernelAddressBreakpoint create(long address) throws CoreException {
        return (KernelAddressBreakpoint)
                KernelBreakpoints.create(new BreakpointSpec.AtAddress(address));
    }

    static Map<String, Object> attributes(long address, boolean physical) {
        return Map.of(ADDRESS, Hex.of(address), PHYSICAL, physical);
    }

    @Override
    public BreakpointSpec spec() {
        long address = Hex.parse(getMarker().getAttribute(ADDRESS, "0x0")).orElse(0);
        return getMarker().getAttribute(PHYSICAL, false)
                ? new BreakpointSpec.AtPhysicalAddress(address)
                : new BreakpointSpec.AtAddress(address);
    }
}
