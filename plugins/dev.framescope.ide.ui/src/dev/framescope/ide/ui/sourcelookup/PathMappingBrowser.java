package dev.framescope.ide.ui.sourcelookup;

import dev.framescope.ide.core.sourcelookup.PathMapping;
import dev.framescope.ide.core.sourcelookup.PathMappingContainer;

import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.ui.sourcelookup.ISourceContainerBrowser;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;

/** Adds and changes path mappings in the tab Source of a launch configuration. */
public final class PathMappingBrowser implements ISourceContainerBrowser {
    private static final ISourceContainer[] NONE = {};

    @Override
    public ISourceContainer[] addSourceContainers(Shell shell, ISourceLookupDirector director) {
        return ask(shell, new PathMapping("", ""));
    }

    @Override
    public ISourceContainer[] editSourceContainers(
            Shell shell, ISourceLookupDirector director, ISourceContainer[] containers) {
        return ask(shell, ((PathMappingContainer) containers[0]).mapping());
    }

    private static ISourceContainer[] ask(Shell shell, PathMapping mapping) {
        PathMappingDialog dialog = new PathMappingDialog(shell, mapping);
        return dialog.open() == Window.OK
                ? new ISourceContainer[] {new PathMappingContainer(dialog.mapping())}
                : NONE;
    }

    @Override
    public boolean canAddSourceContainers(ISourceLookupDirector director) {
        return true;
    }

    @Override
    public boolean canEditSourceContainers(
            ISourceLookupDirector director, ISourceContainer[] containers) {
        return containers.length == 1 && containers[0] instanceof PathMappingContainer;
    }
}
