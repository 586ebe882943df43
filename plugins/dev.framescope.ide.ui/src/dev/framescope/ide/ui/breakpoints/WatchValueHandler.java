package dev.framescope.ide.ui.breakpoints;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Sets a watchpoint on the variable or the expression that is selected. */
public final class WatchValueHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Watching.ask(
                HandlerUtil.getActiveShellChecked(event), HandlerUtil.getCurrentSelection(event));
        return null;
    }
}
