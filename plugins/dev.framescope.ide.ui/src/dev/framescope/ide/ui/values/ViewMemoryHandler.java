package dev.framescope.ide.ui.values;

import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.ui.views.MemoryOpener;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the Memory view where the selected values lie, or where they point. */
public final class ViewMemoryHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        for (KernelValue value : SelectedValues.of(event)) {
            MemoryOpener.open(page, () -> value.getDebugTarget().memoryOf(value));
        }
        return null;
    }
}
