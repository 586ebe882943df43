package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;

/** Asks for a function and sets a breakpoint in it. */
public final class AddFunctionBreakpointHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        FunctionBreakpointDialog dialog =
                new FunctionBreakpointDialog(HandlerUtil.getActiveShellChecked(event));
        if (dialog.open() == Window.OK) {
            String function = dialog.function();
            int hitCount = dialog.hitCount();
            Job job =
                    Job.create(
                            "Setting a breakpoint in " + function,
                            (ICoreRunnable)
                                    monitor ->
                                            KernelFunctionBreakpoint.create(function)
                                                    .setHitCount(hitCount));
            job.schedule();
        }
        return null;
    }
}
