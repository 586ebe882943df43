package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelConfigurations;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

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
