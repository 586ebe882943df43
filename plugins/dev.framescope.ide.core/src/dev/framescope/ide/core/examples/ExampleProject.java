package dev.framescope.ide.core.examples;

import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.launch.KernelConfigurations;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.osgi.framework.Bundle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * A sample kernel that can become a project: its sources, its built ELF file, and a launch
 * configuration that starts it.
 *
 * @param name of the sample, of its folder in the samples bundle, and by default of the project
 * @param title for people
 * @param description what there is to see, in a sentence or two
 */
public record ExampleProject(String name, String title, String description) {
    private static final String SAMPLES_BUNDLE = "dev.framescope.samples";

    /** The menus of the debug platform's user interface in which a configuration is a favourite. */
    private static final String FAVORITE_GROUPS = "org.eclipse.debug.ui.favoriteGroups";

    private static final List<String> DEBUG_AND_RUN =
            List.of(
                    "org.eclipse.debug.ui.launchGroup.debug",
                    "org.eclipse.debug.ui.launchGroup.run");

    /** The C kernel with a frame allocator. */
    public static final ExampleProject FRAMES_C =
            new ExampleProject(
                    "frames-c",
                    "C frame allocator kernel (frames-c)",
                    "A small kernel in C that hands out page frames with a segment tree, builds"
                            + " Sv39 page tables from them, turns paging on and takes timer ticks."
                            + " Comes built: no compiler is needed to debug it.");

    /** All there are. */
    public static final List<ExampleProject> ALL = List.of(FRAMES_C);

    /**
     * Makes a project. To be called in a workspace operation, or at least not on the UI thread.
     *
     * @param projectName what the project is to be called
     * @return the launch configuration in it
     * @throws CoreException if there is such a project already, or it cannot be made
     */
    public ILaunchConfiguration create(String projectName, IProgressMonitor monitor)
            throws CoreException {
        IStatus problem = checkName(projectName);
        if (!problem.isOK()) {
            throw new CoreException(problem);
        }
        List<URL> files = files();
        SubMonitor progress =
                SubMonitor.convert(monitor, "Creating " + projectName, files.size() + 2);
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(projectName);
        project.create(progress.split(1));
        project.open(progress.split(1));
        for (URL file : files) {
            copy(file, project, progress.split(1));
        }
        return configure(project);
    }

    /** Whether a project of this name can be made; the message says why not. */
    public static IStatus checkName(String projectName) {
        IStatus status =
                ResourcesPlugin.getWorkspace().validateName(projectName, IResource.PROJECT);
        if (!status.isOK()) {
            return status;
        }
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(projectName);
        if (project.exists()) {
            return FramescopeCore.error(
                    "There is a project '" + projectName + "' already: choose another name.", null);
        }
        IPath location = ResourcesPlugin.getWorkspace().getRoot().getLocation().append(projectName);
        if (location.toFile().exists()) {
            return FramescopeCore.error(
                    "There is something in the workspace's folder by the name '"
                            + projectName
                            + "' already: choose another name.",
                    null);
        }
        return status;
    }

    /** The kernel's file in the project. */
    public String kernelFile() {
        return name + ".elf";
    }

    private String folder() {
        return "/kernels/" + name + "/";
    }

    private List<URL> files() throws CoreException {
        Bundle bundle = Platform.getBundle(SAMPLES_BUNDLE);
        var entries = bundle == null ? null : bundle.findEntries(folder(), "*", true);
        if (entries == null) {
            throw FramescopeCore.failure(
                    "The bundle "
                            + SAMPLES_BUNDLE
                            + " has no sample "
                            + name
                            + ": is it installed?");
        }
        return Collections.list(entries).stream()
                .filter(url -> !url.getPath().endsWith("/"))
                .toList();
    }

    private void copy(URL source, IProject project, IProgressMonitor monitor) throws CoreException {
        String path = source.getPath();
        int start = path.indexOf(folder()) + folder().length();
        IFile file = project.getFile(IPath.fromPortableString(path.substring(start)));
        createFolders(file.getParent());
        try (InputStream content = source.openStream()) {
            file.create(content, true, monitor);
        } catch (IOException e) {
            throw FramescopeCore.failure("The sample's file " + path + " cannot be read.", e);
        }
    }

    private static void createFolders(IResource container) throws CoreException {
        if (container instanceof IFolder folder && !folder.exists()) {
            createFolders(folder.getParent());
            folder.create(true, true, null);
        }
    }

    private ILaunchConfiguration configure(IProject project) throws CoreException {
        ILaunchConfigurationWorkingCopy configuration =
                KernelConfigurations.type().newInstance(project, project.getName());
        KernelConfigurations.setKernel(configuration, project.getFile(kernelFile()));
        configuration.setAttribute(FAVORITE_GROUPS, DEBUG_AND_RUN);
        return configuration.doSave();
    }
}
