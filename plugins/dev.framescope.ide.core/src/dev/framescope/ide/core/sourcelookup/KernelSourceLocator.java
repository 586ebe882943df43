package dev.framescope.ide.core.sourcelookup;

import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceLookupParticipant;

/** Finds the source of stack frames, for one launch. */
public final class KernelSourceLocator extends AbstractSourceLookupDirector {
    @Override
    public void initializeParticipants() {
        addParticipants(new ISourceLookupParticipant[] {new KernelSourceLookupParticipant()});
    }
}
