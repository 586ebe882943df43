package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelConfigurations;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IEditorPart;

import java.util.List;
import java.util.Optional;

/**
 * Run As and Debug As "RV64 Kernel" on an ELF file, and on what else is in a project that has a
 * launch configuration.
 */
public final class KernelLaunchShortcut implements ILaunchShortcut2 {
    @Override
    public void launch(ISelection selection, String mode) {
        SelectedKernel.in(selection).ifPresent(kernel -> launch(kernel, mode));
    }

    @Override
    public void launch(IEditorPart editor, String mode) {
        inEditor(editor).ifPresent(kernel -> launch(kernel, mode));
    }

    private static void launch(IFile kernel, String mode) {
        Job job =
                Job.create(
                        "Launching " + kernel.getName(),
                        (ICoreRunnable)
                                monitor -> {
                                    ILaunchConfiguration configuration =
                                            KernelConfigurations.findOrCreate(kernel);
                                    Display.getDefault()
                                            .asyncExec(
                                                    () -> DebugUITools.launch(configuration, mode));
                                });
        job.schedule();
    }

    @Override
    public ILaunchConfiguration[] getLaunchConfigurations(ISelection selection) {
        return array(SelectedKernel.configurations(selection));
    }

    @Override
    public ILaunchConfiguration[] getLaunchConfigurations(IEditorPart editor) {
        return array(
                SelectedKernel.configurations(editor.getEditorInput().getAdapter(IResource.class)));
    }

    private static ILaunchConfiguration[] array(List<ILaunchConfiguration> configurations) {
        return configurations.toArray(ILaunchConfiguration[]::new);
    }

    @Override
    public IResource getLaunchableResource(ISelection selection) {
        return SelectedKernel.in(selection).orElse(null);
    }

    @Override
    public IResource getLaunchableResource(IEditorPart editor) {
        return inEditor(editor).orElse(null);
    }

    private static Optional<IFile> inEditor(IEditorPart editor) {
        return Optional.ofNullable(editor.getEditorInput().getAdapter(IFile.class))
                .filter(SelectedKernel::isKernel);
    }
}
