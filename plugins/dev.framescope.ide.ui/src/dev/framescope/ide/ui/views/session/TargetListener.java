package dev.framescope.ide.ui.views.session;

import dev.framescope.ide.ui.views.text.RichText;

/** Told, on the UI thread, of what the reader points at in one view, so that others can follow. */
@FunctionalInterface
public interface TargetListener {
    /** Shows the target, if it is something this listener's view has. */
    void reveal(RichText.Target target);
}
