package dev.framescope.ide.ui.breakpoints;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.ui.IWorkbenchPart;

/** Lets text editors on source files be run to a line of. */
public final class EditorAdapters implements IAdapterFactory {
    private static final RunToLine RUN_TO_LINE = new RunToLine();

    @Override
    public <T> T getAdapter(Object editor, Class<T> type) {
        return type == IRunToLineTarget.class
                        && editor instanceof IWorkbenchPart part
                        && SourceFiles.path(part).isPresent()
                ? type.cast(RUN_TO_LINE)
                : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IRunToLineTarget.class};
    }
}
