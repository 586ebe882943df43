package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelLaunchAttributes;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.WorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;

import java.util.Arrays;
import java.util.Optional;

/** The fields that say where the kernel is: a project and a file, with dialogs to browse. */
final class KernelFields {
    private final Text project;
    private final Text file;

    /**
     * @param parent has four columns
     * @param changed called when something was typed or chosen
     */
    KernelFields(Composite parent, Runnable changed) {
        KernelControls.label(parent, "&Project:");
        project = field(parent, changed);
        button(parent, "B&rowse...", 2, this::browseProjects);
        KernelControls.label(parent, "&Kernel (ELF or Image):");
        file = field(parent, changed);
        button(parent, "&Workspace...", 1, this::browseWorkspace);
        button(parent, "File S&ystem...", 1, this::browseFileSystem);
        file.setMessage("relative to the project, or absolute");
    }

    void show(ILaunchConfiguration configuration) throws CoreException {
        project.setText(configuration.getAttribute(KernelLaunchAttributes.PROJECT, ""));
        file.setText(configuration.getAttribute(KernelLaunchAttributes.KERNEL, ""));
    }

    void apply(ILaunchConfigurationWorkingCopy configuration) {
        String projectName = project.getText().strip();
        String path = file.getText().strip();
        configuration.setAttribute(KernelLaunchAttributes.PROJECT, projectName);
        configuration.setAttribute(KernelLaunchAttributes.KERNEL, path);
        configuration.setMappedResources(
                resource(projectName, path).map(r -> new IResource[] {r}).orElse(null));
    }

    /** What the configuration belongs to, for Run As and for its removal with the project. */
    private static Optional<IResource> resource(String projectName, String path) {
        IPath relative = IPath.fromOSString(path);
        if (projectName.isEmpty()
                || !ResourcesPlugin.getWorkspace()
                        .validateName(projectName, IResource.PROJECT)
                        .isOK()) {
            return Optional.empty();
        }
        IProject named = root().getProject(projectName);
        boolean inProject =
                relative.segmentCount() > 0
                        && !relative.isAbsolute()
                        && !relative.segment(0).equals("..")
                        && !path.contains("$");
        return Optional.of(inProject ? named.getFile(relative) : named);
    }

    private void browseProjects() {
        ElementListSelectionDialog dialog =
                new ElementListSelectionDialog(
                        project.getShell(),
                        WorkbenchLabelProvider.getDecoratingWorkbenchLabelProvider());
        dialog.setTitle("Project");
        dialog.setMessage("Choose the project that the kernel is in:");
        dialog.setElements(Arrays.stream(root().getProjects()).filter(IProject::isOpen).toArray());
        if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof IProject chosen) {
            project.setText(chosen.getName());
        }
    }

    private void browseWorkspace() {
        IProject chosen = project.getText().isBlank() ? null : root().getProject(project.getText());
        ElementTreeSelectionDialog dialog =
                new ElementTreeSelectionDialog(
                        file.getShell(),
                        WorkbenchLabelProvider.getDecoratingWorkbenchLabelProvider(),
                        new WorkbenchContentProvider());
        dialog.setTitle("Kernel");
        dialog.setMessage("Choose the kernel's file:");
        dialog.setInput(chosen != null && chosen.isOpen() ? chosen : root());
        dialog.setAllowMultiple(false);
        dialog.setValidator(KernelFields::onlyFiles);
        if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof IFile kernel) {
            project.setText(kernel.getProject().getName());
            file.setText(kernel.getProjectRelativePath().toString());
        }
    }

    private static IStatus onlyFiles(Object[] selection) {
        return selection.length == 1 && selection[0] instanceof IFile
                ? Status.OK_STATUS
                : Status.error("Choose a file.");
    }

    private void browseFileSystem() {
        FileDialog dialog = new FileDialog(file.getShell(), SWT.OPEN);
        dialog.setText("Kernel");
        dialog.setFilterExtensions(new String[] {"*.elf", "*"});
        dialog.setFilterNames(new String[] {"ELF files (*.elf)", "All files"});
        dialog.setFilterIndex(1);
        String chosen = dialog.open();
        if (chosen != null) {
            file.setText(chosen);
        }
    }

    private static IWorkspaceRoot root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    private static Text field(Composite parent, Runnable changed) {
        Text text = new Text(parent, SWT.BORDER);
        text.addModifyListener(event -> changed.run());
        TabPage.fill(text, 1);
        return text;
    }

    private static void button(Composite parent, String label, int columns, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(label);
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(e -> action.run()));
        GridDataFactory.fillDefaults().span(columns, 1).applyTo(button);
    }
}
