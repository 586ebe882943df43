package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelAddressBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelEventBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;

import java.util.Optional;

/** Which icon stands for a breakpoint. Any thread. */
public final class BreakpointIcons {
    private BreakpointIcons() {}

    /** The icon's file name; empty for the platform's own image of the kind. */
    public static Optional<String> of(KernelBreakpoint breakpoint) {
        if (breakpoint.getMarker() != null && breakpoint.options().logMessage().isPresent()) {
            return Optional.of("log-point.svg");
        }
        return switch (breakpoint) {
            case KernelFunctionBreakpoint f -> Optional.of("function-breakpoint.svg");
            case KernelAddressBreakpoint a -> Optional.of("address-breakpoint.svg");
            case KernelEventBreakpoint e -> Optional.of("event-breakpoint.svg");
            default -> Optional.empty();
        };
    }
}
