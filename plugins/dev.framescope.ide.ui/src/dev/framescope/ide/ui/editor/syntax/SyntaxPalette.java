package dev.framescope.ide.ui.editor.syntax;

import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;

/** The colours of source text, for a light and for a dark background. */
enum SyntaxPalette {
    LIGHT(0x3f7f5f, 0x9a2500, 0x0b5fa5, 0x7f0055, 0x00627a, 0x6a5a00, 0x8a4b00, 0x5a3fa0),
    DARK(0x8fb58f, 0xe0a878, 0x9fc7ff, 0xd79be8, 0x6fd0d0, 0xd0c060, 0xe0b080, 0xb8a8f0);

    private final int[] colors;

    /** One for each {@link Token.Kind}, in its order. */
    SyntaxPalette(int... colors) {
        this.colors = colors;
    }

    /** The one that can be read on a background, {@code 0xRRGGBB}. */
    static SyntaxPalette on(int background) {
        return GridTheme.isDark(background) ? DARK : LIGHT;
    }

    /** A style without its place. */
    StyleRange range(Token.Kind kind) {
        StyleRange range = new StyleRange();
        range.foreground = Colors.of(colors[kind.ordinal()]);
        range.fontStyle = kind == Token.Kind.KEYWORD ? SWT.BOLD : SWT.NORMAL;
        return range;
    }
}
