package dev.framescope.ide.ui.sourcelookup;

import dev.framescope.ide.core.sourcelookup.MissingSource;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/** A source file that is not found, for its editor. */
public final class MissingSourceInput extends PlatformObject implements IEditorInput {
    private final MissingSource source;

    public MissingSourceInput(MissingSource source) {
        this.source = source;
    }

    /** What is not found. */
    public MissingSource source() {
        return source;
    }

    @Override
    public boolean exists() {
        return false; // not to be opened again from the list of recent files
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return ImageDescriptor.getMissingImageDescriptor();
    }

    @Override
    public String getName() {
        String recorded = source.reference().recorded();
        return recorded.substring(recorded.lastIndexOf('/') + 1);
    }

    @Override
    public IPersistableElement getPersistable() {
        return null; // the debug session is gone when the workbench comes up again
    }

    @Override
    public String getToolTipText() {
        return source.reference().recorded();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MissingSourceInput input && source.equals(input.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
