package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelLineBreakpoint;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.IShellProvider;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchSite;
import org.eclipse.ui.dialogs.PreferencesUtil;

import java.util.Optional;

/** Opens the properties of breakpoints. */
final class BreakpointProperties {
    private static final String PAGE = "dev.framescope.ide.ui.breakpointPage";

    private BreakpointProperties() {}

    /** On the UI thread. */
    static void open(IShellProvider shell, KernelBreakpoint breakpoint) {
        PreferencesUtil.createPropertyDialogOn(shell.getShell(), breakpoint, PAGE, null, null)
                .open();
    }

    /** For the breakpoint at a line, which is set if there is none. On the UI thread. */
    static void openAt(IWorkbenchSite site, IFile file, int line) {
        Display display = site.getShell().getDisplay();
        ICoreRunnable setting =
                monitor -> {
                    KernelBreakpoint breakpoint = atLine(file, line);
                    display.asyncExec(() -> open(site, breakpoint));
                };
        Job.createSystem("Setting a breakpoint", setting).schedule();
    }

    private static KernelBreakpoint atLine(IFile file, int line) throws CoreException {
        Optional<KernelLineBreakpoint> known = KernelLineBreakpoint.at(file, line);
        return known.isPresent() ? known.get() : KernelLineBreakpoint.create(file, line);
    }
}
