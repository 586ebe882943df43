package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.debug.core.model.ISourceLocator;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;

import java.util.Optional;

/**
 * A source file as the debug information calls it, to be found as those of stack frames are.
 *
 * @param target whose it is
 * @param recorded the path as the compiler recorded it
 */
public record SourceReference(KernelDebugTarget target, String recorded) {
    /** The source of a frame; empty without debug information. */
    static Optional<SourceReference> of(KernelStackFrame frame) {
        return frame.sourceLine().map(l -> new SourceReference(frame.getDebugTarget(), l.file()));
    }

    /**
     * The file: an IFile of the workspace, or an IStorage. Reads the disk, so not for the UI
     * thread.
     */
    public Optional<Object> find() {
        ISourceLocator locator = target.getLaunch().getSourceLocator();
        return locator instanceof ISourceLookupDirector director
                ? Optional.ofNullable(director.getSourceElement(this))
                : Optional.empty();
    }
}
