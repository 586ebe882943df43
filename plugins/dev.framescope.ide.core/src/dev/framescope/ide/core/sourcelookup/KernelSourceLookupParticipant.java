package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;

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
        return reference(object).map(SourceReference::recorded).orElse(null);
    }

    private static Optional<SourceReference> reference(Object object) {
        return switch (object) {
            case SourceReference reference -> Optional.of(reference);
            case KernelStackFrame frame -> SourceReference.of(frame);
            default -> Optional.empty();
        };
    }

    @Override
    public Object[] findSourceElements(Object object) {
        Optional<SourceReference> reference = reference(object);
        if (reference.isEmpty()) {
            return EMPTY;
        }
        String recorded = reference.get().recorded();
        Optional<Path> file = reference.get().target().sources().onDisk(recorded);
        if (file.isPresent()) {
            return new Object[] {FoundFile.element(file.get())};
        }
        return new TailSearch(getSourceContainers()).find(recorded);
    }
}
