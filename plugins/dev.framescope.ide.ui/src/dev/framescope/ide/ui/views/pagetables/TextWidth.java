package dev.framescope.ide.ui.views.pagetables;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Control;

/** Measures text in a control's font. */
final class TextWidth {
    private TextWidth() {}

    /** Width in points. */
    static int of(Control control, String text) {
        GC gc = new GC(control);
        try {
            return gc.textExtent(text).x;
        } finally {
            gc.dispose();
        }
    }
}
