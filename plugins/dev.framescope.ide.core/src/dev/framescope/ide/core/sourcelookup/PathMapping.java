package dev.framescope.ide.core.sourcelookup;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Says where the sources are that a build elsewhere has recorded under another path.
 *
 * @param recorded the beginning of recorded paths, whole names, with forward slashes: {@code
 *     /build}
 * @param local the folder that stands for it: absolute, or a path of the workspace, which begins
 *     with a project's name: {@code ${workspace}/kernel}
 */
public record PathMapping(String recorded, String local) {
    /** What workspace paths begin with. */
    public static final String WORKSPACE = "${workspace}";

    public PathMapping {
        Objects.requireNonNull(local, "local");
        recorded = withoutEnd(recorded.strip().replace('\\', '/'));
        local = withoutEnd(local.strip());
    }

    private static String withoutEnd(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    /**
     * The mapping by which a recorded path leads to a file: what both paths end with is left out.
     *
     * @return empty if the files' names differ
     */
    public static Optional<PathMapping> between(String recorded, Path file) {
        String[] names = recorded.split("/");
        int common = 0;
        while (common < names.length - 1
                && common < file.getNameCount()
                && names[names.length - 1 - common].equals(
                        file.getName(file.getNameCount() - 1 - common).toString())) {
            common++;
        }
        if (common == 0) {
            return Optional.empty();
        }
        int length = recorded.length();
        Path folder = file;
        for (int i = 0; i < common; i++) {
            length -= names[names.length - 1 - i].length() + 1;
            folder = folder.getParent();
        }
        String prefix = length == 0 ? "/" : recorded.substring(0, length);
        return Optional.of(new PathMapping(prefix, folder.toString()));
    }

    /** The file that a recorded path means by this mapping; empty if it is under another path. */
    public Optional<Path> toLocal(String path) {
        String rest = rest(path);
        if (rest == null) {
            return Optional.empty();
        }
        return folder().flatMap(folder -> resolve(folder, rest));
    }

    private String rest(String path) {
        if (path.equals(recorded)) {
            return "";
        }
        String folder = recorded.endsWith("/") ? recorded : recorded + "/";
        return path.startsWith(folder) ? path.substring(folder.length()) : null;
    }

    private static Optional<Path> resolve(Path folder, String rest) {
        try {
            return Optional.of(folder.resolve(rest).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty(); // a name that this system cannot have is no file of it
        }
    }

    /** The folder on the disk; empty if the workspace has none of that name. */
    private Optional<Path> folder() {
        try {
            if (!local.startsWith(WORKSPACE)) {
                return Optional.of(Path.of(local));
            }
            IResource resource =
                    ResourcesPlugin.getWorkspace()
                            .getRoot()
                            .findMember(local.substring(WORKSPACE.length()));
            return resource instanceof IContainer && resource.getLocation() != null
                    ? Optional.of(resource.getLocation()).map(IPath::toPath)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // as above
        }
    }

    /** Such as {@code /build → /home/me/kernel}. */
    public String describe() {
        return recorded + " → " + local;
    }
}
