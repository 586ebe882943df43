package dev.framescope.ide.core.examples;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.launch.KernelConfigurations;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.core.launch.ProgramText;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sample kernel that can become a project: its sources, its built ELF files, and for each of the
 * kernels among these a launch configuration that starts it.
 *
 * @param name of the sample, of its folder in the samples bundle, and by default of the project
 * @param title for people
 * @param description what there is to see, in a sentence or two
 * @param firstFile the source to look at first: its path in the project
 * @param kernels the kernels' file names, each the sample's name and what it has in addition, such
 *     as {@code -debug}; the most useful one first
 * @param programs the file names of the user programs that the kernels run
 */
public record ExampleProject(
        String name,
        String title,
        String description,
        String firstFile,
        List<String> kernels,
        List<String> programs) {
    private static final String EXTENSION = ".elf";

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
                            + " Sv39 page tables from them, turns paging on, takes timer ticks and"
                            + " runs user programs in address spaces of their own."
                            + " Comes built: no compiler is needed to debug it.",
                    "kernel/memory.c",
                    List.of("frames-c.elf"),
                    List.of("frames-c-primes.elf", "frames-c-sort.elf"));

    /** The Rust kernel with a frame allocator, in the higher half. */
    public static final ExampleProject FRAMES_RUST =
            new ExampleProject(
                    "frames-rust",
                    "Rust frame allocator kernel (frames-rust)",
                    "A small kernel in Rust, linked in the higher half, that hands out page frames"
                            + " with a bitmap kept as a tree and builds Sv39 page tables from them."
                            + " Comes built, for debugging and optimized: no compiler is needed to"
                            + " debug it.",
                    "src/memory/frame_allocator/mod.rs",
                    List.of("frames-rust-debug.elf", "frames-rust-release.elf"),
                    List.of());

    /** All there are. */
    public static final List<ExampleProject> ALL = List.of(FRAMES_C, FRAMES_RUST);

    /**
     * The example of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExampleProject of(String name) {
        return ALL.stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no example '" + name + "'"));
    }

    /**
     * Makes a project. To be called in a workspace operation, or at least not on the UI thread.
     *
     * @param projectName what the project is to be called
     * @return the launch configuration in it that starts the first kernel
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
        List<ILaunchConfiguration> configurations = new ArrayList<>();
        for (String kernel : kernels) {
            configurations.add(configure(project, kernel));
        }
        return configurations.getFirst();
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

    /** The launch configuration of the first kernel in a project of that name. */
    public String firstConfiguration(String projectName) {
        return configurationName(projectName, kernels.getFirst());
    }

    /** The configuration's name has the same addition as the kernel's. */
    private String configurationName(String projectName, String kernel) {
        return projectName + kernel.substring(name.length(), kernel.length() - EXTENSION.length());
    }

    private ILaunchConfiguration configure(IProject project, String kernel) throws CoreException {
        ILaunchConfigurationWorkingCopy configuration =
                KernelConfigurations.type()
                        .newInstance(project, configurationName(project.getName(), kernel));
        KernelConfigurations.setKernel(configuration, project.getFile(kernel));
        configuration.setAttribute(
                KernelLaunchAttributes.PROGRAMS,
                programs.stream()
                        .map(file -> new ProgramText(ProgramScope.USER, file).toString())
                        .toList());
        configuration.setAttribute(FAVORITE_GROUPS, DEBUG_AND_RUN);
        return configuration.doSave();
    }
}
