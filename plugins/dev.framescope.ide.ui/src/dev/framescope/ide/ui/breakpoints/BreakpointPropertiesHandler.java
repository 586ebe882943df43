package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.handlers.HandlerUtil;

/** The command Properties in the Breakpoints view, for a kernel breakpoint. */
public final class BreakpointPropertiesHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        KernelBreakpoint breakpoint =
                Adapters.adapt(
                        HandlerUtil.getCurrentStructuredSelection(event).getFirstElement(),
                        KernelBreakpoint.class);
        if (breakpoint != null) {
            BreakpointProperties.open(HandlerUtil.getActivePart(event).getSite(), breakpoint);
        }
        return null;
    }
}
