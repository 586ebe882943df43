package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceLookupParticipant;

/**
 * Finds the source of stack frames, for one launch. For a frame whose source is known by name, but
 * not found, the answer is a {@link MissingSource}.
 */
public final class KernelSourceLocator extends AbstractSourceLookupDirector {
    @Override
    public void initializeParticipants() {
        addParticipants(new ISourceLookupParticipant[] {new KernelSourceLookupParticipant()});
    }

    @Override
    public Object getSourceElement(Object element) {
        Object found = super.getSourceElement(element);
        if (found != null || !(element instanceof KernelStackFrame frame)) {
            return found;
        }
        return SourceReference.of(frame).map(MissingSource::new).orElse(null);
    }
}
