package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.symbols.SourceLine;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the source of a stack frame: the file that its path means on this machine, as a file of the
 * workspace if it is one; otherwise what the launch's source containers have under the longest tail
 * of the path.
 */
public final class KernelSourceLookupParticipant extends AbstractSourceLookupParticipant {
    @Override
    public String getSourceName(Object object) {
        return object instanceof KernelStackFrame frame
                ? frame.sourceLine().map(SourceLine::file).orElse(null)
                : null;
    }

    @Override
    public Object[] findSourceElements(Object object) {
        String recorded = getSourceName(object);
        if (recorded == null) {
            return EMPTY;
        }
        KernelStackFrame frame = (KernelStackFrame) object;
        Optional<Path> file = frame.getDebugTarget().sources().onDisk(recorded);
        if (file.isPresent()) {
            return new Object[] {element(file.get())};
        }
        return new TailSearch(getSourceContainers()).find(recorded);
    }

    private static Object element(Path file) {
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
