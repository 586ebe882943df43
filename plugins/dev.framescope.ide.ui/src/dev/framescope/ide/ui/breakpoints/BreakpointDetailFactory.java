package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.ui.IDetailPane;
import org.eclipse.debug.ui.IDetailPaneFactory;
import org.eclipse.jface.viewers.IStructuredSelection;

import java.util.Set;

/** Makes the pane below the Breakpoints view for kernel breakpoints. */
public final class BreakpointDetailFactory implements IDetailPaneFactory {
    @Override
    public Set<String> getDetailPaneTypes(IStructuredSelection selection) {
        return isFor(selection) ? Set.of(BreakpointDetailPane.ID) : Set.of();
    }

    @Override
    public String getDefaultDetailPane(IStructuredSelection selection) {
        return isFor(selection) ? BreakpointDetailPane.ID : null;
    }

    private static boolean isFor(IStructuredSelection selection) {
        return selection != null
                && selection.size() == 1
                && Adapters.adapt(selection.getFirstElement(), KernelBreakpoint.class) != null;
    }

    @Override
    public IDetailPane createDetailPane(String id) {
        return new BreakpointDetailPane();
    }

    @Override
    public String getDetailPaneName(String id) {
        return BreakpointDetailPane.NAME;
    }

    @Override
    public String getDetailPaneDescription(String id) {
        return BreakpointDetailPane.DESCRIPTION;
    }
}
