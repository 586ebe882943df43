package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.breakpoints.KernelBreakpoints;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;

import java.util.Optional;

/** Asks for a breakpoint of the kind that the command's parameter names, and sets it. */
public final class AddBreakpointHandler extends AbstractHandler {
    private static final String KIND = "dev.framescope.ide.ui.breakpointKind";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        BreakpointKind kind =
                BreakpointKind.of(event.getParameter(KIND))
                        .orElseThrow(
                                () ->
                                        new ExecutionException(
                                                "no kind " + event.getParameter(KIND)));
        ask(HandlerUtil.getActiveShellChecked(event), kind, Optional.empty());
        return null;
    }

    /** Asks for a breakpoint, and sets it in a job. On the UI thread. */
    public static void askForWatchpoint(Shell shell, BreakpointSpec.Watch proposed) {
        ask(shell, BreakpointKind.WATCHPOINT, Optional.of(proposed));
    }

    /** Sets a breakpoint in a job, without asking, unless there is one that stops at the same. */
    public static void set(BreakpointSpec spec) {
        schedule(spec, monitor -> KernelBreakpoints.createOrEnable(spec));
    }

    private static void ask(Shell shell, BreakpointKind kind, Optional<BreakpointSpec> proposed) {
        AddBreakpointDialog dialog = new AddBreakpointDialog(shell, kind, proposed);
        if (dialog.open() == Window.OK) {
            set(dialog.spec(), dialog.options(), dialog.spaceName());
        }
    }

    private static void set(BreakpointSpec spec, BreakpointOptions options, String spaceName) {
        schedule(spec, monitor -> KernelBreakpoints.create(spec, options, spaceName));
    }

    private static void schedule(BreakpointSpec spec, ICoreRunnable setting) {
        Job.create("Setting a breakpoint: " + spec.describe(), setting).schedule();
    }
}
