package dev.framescope.ide.core.sourcelookup;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;

import java.nio.file.Path;

/** A file as the platform's source lookup has it. */
final class FoundFile {
    private FoundFile() {}

    /** The file of the workspace at that place of the disk if there is one, else a storage. */
    static Object element(Path file) {
        IFile[] inWorkspace =
                ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri());
        for (IFile candidate : inWorkspace) {
            if (candidate.exists()) {
                return candidate;
            }
        }
        return new LocalFileStorage(file.toFile());
    }
}
