package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelConfigurations;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import java.util.List;
import java.util.Optional;

/** The kernel that is selected in the workbench. */
final class SelectedKernel {
    private SelectedKernel() {}

    /** The kernel among the elements of a selection; empty if there is none. */
    static Optional<IFile> in(ISelection selection) {
        if (!(selection instanceof IStructuredSelection elements) || elements.size() != 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(Adapters.adapt(elements.getFirstElement(), IFile.class))
                .filter(SelectedKernel::isKernel);
    }

    /**
     * The launch configurations for the element that is selected: those of a kernel, or, for a
     * source file, a folder or a project, all of its project.
     */
    static List<ILaunchConfiguration> configurations(ISelection selection) {
        if (!(selection instanceof IStructuredSelection elements) || elements.size() != 1) {
            return List.of();
        }
        return configurations(Adapters.adapt(elements.getFirstElement(), IResource.class));
    }

    /** The launch configurations for a resource; null has none. */
    static List<ILaunchConfiguration> configurations(IResource resource) {
        if (resource == null || resource.getProject() == null) {
            return List.of();
        }
        try {
            return resource instanceof IFile file && isKernel(file)
                    ? KernelConfigurations.find(file)
                    : KernelConfigurations.ofProject(resource.getProject());
        } catch (CoreException e) {
            ILog.of(SelectedKernel.class).log(e.getStatus());
            return List.of();
        }
    }

    /** Whether Run As and Debug As have something to launch for a resource. */
    static boolean isLaunchable(IResource resource) {
        return resource instanceof IFile file && isKernel(file)
                || !configurations(resource).isEmpty();
    }

    /** The kernel selected in the active page; empty if there is none. UI thread only. */
    static Optional<IFile> current() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        return page == null ? Optional.empty() : in(page.getSelection());
    }

    /** Whether a file is a program for RV64: reads its first bytes. */
    static boolean isKernel(IFile file) {
        IPath location = file.getLocation();
        return location != null && KernelConfigurations.isRv64Program(location.toPath());
    }
}
