package dev.framescope.ide.ui.launch;

import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.console.IConsole;
import org.eclipse.debug.ui.console.IConsoleLineTracker;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.console.ConsolePlugin;

/**
 * Brings the console of a kernel that is run to the front: there is nothing else to see of it. A
 * kernel that is debugged leaves the place to the views of its memory.
 */
public final class RunConsoleOpener implements IConsoleLineTracker {
    @Override
    public void init(IConsole console) {
        String mode = console.getProcess().getLaunch().getLaunchMode();
        if (ILaunchManager.RUN_MODE.equals(mode)
                && console instanceof org.eclipse.ui.console.IConsole shown) {
            ConsolePlugin.getDefault().getConsoleManager().showConsoleView(shown);
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
