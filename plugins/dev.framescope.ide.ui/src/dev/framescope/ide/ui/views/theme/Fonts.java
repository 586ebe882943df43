package dev.framescope.ide.ui.views.theme;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;

/** Fonts for views that have much to say in little room. They live as long as their control. */
public final class Fonts {
    private Fonts() {}

    /** The control's font, a point smaller. */
    public static Font smaller(Control control) {
        return smaller(control, control.getFont());
    }

    /** The font for source text, a point smaller. */
    public static Font smallerText(Control control) {
        return smaller(control, JFaceResources.getTextFont());
    }

    private static Font smaller(Control control, Font font) {
        return new LocalResourceManager(JFaceResources.getResources(), control)
                .create(FontDescriptor.createFrom(font).increaseHeight(-1));
    }
}
