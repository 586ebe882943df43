package dev.framescope.ide.ui.launch;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.actions.ILaunchable;

/**
 * Gives kernels, and what is in a project with one, the menus Run As and Debug As: the platform
 * offers them on what adapts to {@link ILaunchable}, and asks the launch shortcuts afterwards.
 */
public final class LaunchableFiles implements IAdapterFactory {
    private static final ILaunchable LAUNCHABLE = new ILaunchable() {};

    @Override
    public <T> T getAdapter(Object resource, Class<T> type) {
        boolean launchable =
                type == ILaunchable.class
                        && resource instanceof IResource selected
                        && SelectedKernel.isLaunchable(selected);
        return launchable ? type.cast(LAUNCHABLE) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {ILaunchable.class};
    }
}
