package dev.framescope.ide.ui.views.theme;

import dev.framescope.ide.ui.views.grid.GridTheme;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;

/** From numbers to SWT's colours and back. */
public final class Colors {
    private Colors() {}

    /** A colour of {@code 0xRRGGBB}; needs no disposal. */
    public static Color of(int rgb) {
        return new Color(new RGB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
    }

    /** {@code 0xRRGGBB} of a colour. */
    public static int toInt(Color color) {
        return color.getRed() << 16 | color.getGreen() << 8 | color.getBlue();
    }

    /** The colours that fit what the workbench's theme has given a control. */
    public static GridTheme themeOf(Control control) {
        return GridTheme.of(toInt(control.getBackground()), toInt(control.getForeground()));
    }
}
