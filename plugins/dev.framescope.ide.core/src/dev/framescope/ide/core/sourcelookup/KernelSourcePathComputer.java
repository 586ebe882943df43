package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.launch.KernelPath;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourcePathComputerDelegate;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.ProjectSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;

import java.util.ArrayList;
import java.util.List;

/** Where to look for source by default: the kernel's project, its folder, the whole workspace. */
public final class KernelSourcePathComputer implements ISourcePathComputerDelegate {
    @Override
    public ISourceContainer[] computeSourceContainers(
            ILaunchConfiguration configuration, IProgressMonitor monitor) throws CoreException {
        KernelPath kernel = KernelPath.of(configuration);
        List<ISourceContainer> containers = new ArrayList<>();
        kernel.project()
                .ifPresent(project -> containers.add(new ProjectSourceContainer(project, false)));
        containers.add(
                new DirectorySourceContainer(IPath.fromPath(kernel.file().getParent()), false));
        containers.add(new WorkspaceSourceContainer());
        return containers.toArray(ISourceContainer[]::new);
    }
}
