package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.ide.ui.views.grid.ColorMix;
import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;

/** How the parts of rows look on a theme's background. */
final class RowColors {
    private static final int BLUE = 0x0b5fa5;
    private static final int BLUE_ON_DARK = 0x7cc4ff;
    private static final int GREEN = 0x2f6b3a;
    private static final int GREEN_ON_DARK = 0x9ccc9c;
    private static final int ORANGE = 0xb34a00;
    private static final int ORANGE_ON_DARK = 0xff9d5c;
    private static final int CURRENT = 0xc6dbae;
    private static final int CURRENT_ON_DARK = 0x3a5a2a;
    private static final int CALLER = 0xdbe6f5;
    private static final int CALLER_ON_DARK = 0x2c4258;

    private final GridTheme theme;
    private final boolean dark;

    RowColors(GridTheme theme) {
        this.theme = theme;
        dark = GridTheme.isDark(theme.background());
    }

    GridTheme theme() {
        return theme;
    }

    /** The background of the row at which a frame stands. */
    int current(boolean innermost) {
        if (innermost) {
            return dark ? CURRENT_ON_DARK : CURRENT;
        }
        return dark ? CALLER_ON_DARK : CALLER;
    }

    /** The background of source lines, which sets them apart from instructions. */
    int source() {
        return ColorMix.blend(theme.background(), theme.foreground(), 0.05);
    }

    /** A style without its place. */
    StyleRange range(DisassemblyRow.Style style) {
        StyleRange range = new StyleRange();
        switch (style) {
            case LABEL -> range.fontStyle = SWT.BOLD;
            case SOURCE -> range.foreground = Colors.of(dark ? GREEN_ON_DARK : GREEN);
            case ADDRESS, COMMENT -> range.foreground = Colors.of(theme.dim());
            case MNEMONIC -> range.foreground = Colors.of(dark ? BLUE_ON_DARK : BLUE);
            case LINK -> {
                range.foreground = Colors.of(dark ? BLUE_ON_DARK : BLUE);
                range.underline = true;
            }
            case PROBLEM -> range.foreground = Colors.of(dark ? ORANGE_ON_DARK : ORANGE);
        }
        return range;
    }
}
