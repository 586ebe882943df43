package dev.framescope.ide.ui.launch;

import dev.framescope.ide.ui.views.terminal.MachineConsoleView;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.console.IConsole;
import org.eclipse.debug.ui.console.IConsoleLineTracker;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.ConsolePlugin;

/**
 * Brings the terminal of a kernel that is run to the front, or its plain console where there is no
 * view for terminals: there is nothing else to see of it. The focus stays where it is. A kernel
 * that is debugged leaves the place to the views of its memory.
 */
public final class RunConsoleOpener implements IConsoleLineTracker {
    @Override
    public void init(IConsole console) {
        String mode = console.getProcess().getLaunch().getLaunchMode();
        if (ILaunchManager.RUN_MODE.equals(mode)
                && console instanceof org.eclipse.ui.console.IConsole shown) {
            PlatformUI.getWorkbench().getDisplay().asyncExec(() -> open(shown));
        }
    }

    private static void open(org.eclipse.ui.console.IConsole console) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        if (page == null || page.findViewReference(MachineConsoleView.ID) == null) {
            ConsolePlugin.getDefault().getConsoleManager().showConsoleView(console);
            return;
        }
        try {
            page.bringToTop(page.showView(MachineConsoleView.ID, null, IWorkbenchPage.VIEW_CREATE));
        } catch (PartInitException e) {
            ILog.of(RunConsoleOpener.class).error("The Machine Console cannot be opened.", e);
        }
    }

    @Override
    public void lineAppended(IRegion line) {
        // What the kernel prints needs no links or colours.
    }

    @Override
    public void dispose() {
        // Holds nothing.
    }
}
