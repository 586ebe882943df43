package dev.framescope.ide.ui.examples;

import dev.framescope.ide.core.examples.ExampleProject;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;

import java.lang.reflect.InvocationTargetException;

/**
 * Makes a project from a sample kernel, with a launch configuration that starts it. In the
 * extension the name of the example follows the name of this class, with a colon between.
 */
public final class NewExampleWizard extends Wizard implements INewWizard, IExecutableExtension {
    private ExampleProject example;
    private ExamplePage page;
    private IWorkbench workbench;

    /** For the platform. */
    public NewExampleWizard() {
        setWindowTitle("New Kernel Example");
        setNeedsProgressMonitor(true);
    }

    @Override
    public void setInitializationData(
            IConfigurationElement configuration, String property, Object data) {
        example = ExampleProject.of(String.valueOf(data));
    }

    @Override
    public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
        workbench = newWorkbench;
    }

    @Override
    public void addPages() {
        page = new ExamplePage(example);
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        String name = page.projectName();
        try {
            getContainer().run(true, true, new Creation(name));
        } catch (InvocationTargetException e) {
            show(name, e.getCause());
            return false;
        } catch (InterruptedException e) {
            ILog.of(getClass()).info("The creation of " + name + " was cancelled", e);
            return false;
        }
        reveal(ResourcesPlugin.getWorkspace().getRoot().getProject(name));
        return true;
    }

    private void show(String name, Throwable cause) {
        IStatus status =
                cause instanceof CoreException e
                        ? e.getStatus()
                        : Status.error("The example cannot be created: " + cause, cause);
        ILog.of(getClass()).log(status);
        ErrorDialog.openError(
                getShell(),
                getWindowTitle(),
                "The project '" + name + "' was not created.",
                status);
    }

    private void reveal(IProject project) {
        var window = workbench.getActiveWorkbenchWindow();
        BasicNewResourceWizard.selectAndReveal(project, window);
        IFile file = project.getFile(example.firstFile());
        if (window == null || !file.exists()) {
            return;
        }
        try {
            IDE.openEditor(window.getActivePage(), file);
        } catch (PartInitException e) {
            ILog.of(getClass()).error(file + " cannot be opened", e);
        }
    }

    private final class Creation extends WorkspaceModifyOperation {
        private final String name;

        Creation(String name) {
            this.name = name;
        }

        @Override
        protected void execute(IProgressMonitor monitor) throws CoreException {
            example.create(name, monitor);
        }
    }
}
