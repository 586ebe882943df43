package dev.framescope.ide.core.launch;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a launch configuration says that the kernel is.
 *
 * @param file absolute path in the file system
 * @param project the project it was named by, if it was
 */
public record KernelPath(Path file, Optional<IProject> project) {
    /**
     * Finds the kernel of a configuration.
     *
     * @throws CoreException if there is none; the message says what to do
     */
    public static KernelPath of(ILaunchConfiguration configuration) throws CoreException {
        String text = configuration.getAttribute(KernelLaunchAttributes.KERNEL, "").strip();
        if (text.isEmpty()) {
            throw FramescopeCore.failure(
                    "No kernel is chosen: give the ELF file or Image of an RV64 kernel.");
        }
        return new KernelPath(file(configuration, text, "kernel"), projectOf(configuration));
    }

    /**
     * A file that a configuration names: relative to its project, or absolute.
     *
     * @param text the name; variables in it are expanded
     * @param what it is, for messages: {@code kernel}
     * @throws CoreException if there is no such file; the message says what to do
     */
    static Path file(ILaunchConfiguration configuration, String text, String what)
            throws CoreException {
        Path path = parse(text);
        if (!path.isAbsolute()) {
            path = inProject(projectOf(configuration), path, text, what);
        }
        return existingFile(path.normalize(), text, what);
    }

    /**
     * The file of a program beside the kernel: relative to the configuration's project or, where
     * there is none, to the kernel's folder, or absolute.
     *
     * @param text the name; variables in it are expanded
     * @throws CoreException if there is no such file; the message says what to do
     */
    public static Path program(ILaunchConfiguration configuration, String text)
            throws CoreException {
        Path path = parse(text);
        KernelPath kernel = of(configuration);
        boolean beside = !path.isAbsolute() && kernel.project().isEmpty();
        return beside
                ? existingFile(kernel.file().resolveSibling(path).normalize(), text, "program")
                : file(configuration, text, "program");
    }

    /**
     * The project that a configuration names, if it names one.
     *
     * @throws CoreException if there is no such project, or it is closed
     */
    public static Optional<IProject> projectOf(ILaunchConfiguration configuration)
            throws CoreException {
        String name = configuration.getAttribute(KernelLaunchAttributes.PROJECT, "").strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(openProject(name));
    }

    private static IProject openProject(String name) throws CoreException {
        if (!ResourcesPlugin.getWorkspace().validateName(name, IResource.PROJECT).isOK()) {
            throw FramescopeCore.failure("'" + name + "' is no name of a project.");
        }
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
        if (!project.exists()) {
            throw FramescopeCore.failure(
                    "There is no project '" + name + "': choose another or leave it empty.");
        }
        if (!project.isOpen()) {
            throw FramescopeCore.failure("The project '" + name + "' is closed: open it.");
        }
        return project;
    }

    private static Path parse(String text) throws CoreException {
        String expanded =
                VariablesPlugin.getDefault()
                        .getStringVariableManager()
                        .performStringSubstitution(text);
        try {
            return Path.of(expanded);
        } catch (InvalidPathException e) {
            throw FramescopeCore.failure("'" + expanded + "' is no path of a file.", e);
        }
    }

    private static Path inProject(Optional<IProject> project, Path path, String text, String what)
            throws CoreException {
        if (project.isEmpty()) {
            throw FramescopeCore.failure(
                    "The "
                            + what
                            + " '"
                            + text
                            + "' is a relative path: choose the project that it is in, or give"
                            + " its absolute path.");
        }
        Path normal = path.normalize();
        boolean inside = !normal.toString().isEmpty() && !normal.startsWith("..");
        IPath location =
                inside
                        ? project.get().getFile(IPath.fromPath(normal)).getLocation()
                        : project.get().getLocation();
        if (location == null) {
            throw FramescopeCore.failure(
                    "The project '" + project.get().getName() + "' has no folder on this machine.");
        }
        return inside ? location.toPath() : location.toPath().resolve(normal);
    }

    private static Path existingFile(Path path, String text, String what) throws CoreException {
        if (Files.isDirectory(path)) {
            throw FramescopeCore.failure(
                    "The " + what + " '" + text + "' is a folder: choose the file in it.");
        }
        if (!Files.isRegularFile(path)) {
            throw FramescopeCore.failure(
                    "The "
                            + what
                            + " file '"
                            + text
                            + "' does not exist: build it, or choose another file.");
        }
        if (!Files.isReadable(path)) {
            throw FramescopeCore.failure("The " + what + " file '" + text + "' cannot be read.");
        }
        return path;
    }
}
