package dev.framescope.ide.ui.views.grid;

/**
 * The colours of a grid that do not belong to its items, as {@code 0xRRGGBB}.
 *
 * @param background behind everything
 * @param foreground text
 * @param dim text of less weight
 * @param blank a cell with nothing in it
 * @param mark the outline of marked cells
 * @param selection the outline of the selected cell
 */
public record GridTheme(
        int background, int foreground, int dim, int blank, int mark, int selection) {
    private static final int SELECTION = 0xd00000;
    private static final int SELECTION_ON_DARK = 0xff6b6b;

    /** Derives the colours from a theme's two basic ones. */
    public static GridTheme of(int background, int foreground) {
        return new GridTheme(
                background,
                foreground,
                ColorMix.blend(background, foreground, 0.6),
                ColorMix.blend(background, foreground, 0.08),
                foreground,
                isDark(background) ? SELECTION_ON_DARK : SELECTION);
    }

    /** Whether white text is more legible than black on a colour (relative luminance). */
    public static boolean isDark(int color) {
        double luminance =
                0.299 * (color >> 16 & 0xff) + 0.587 * (color >> 8 & 0xff) + 0.114 * (color & 0xff);
        return luminance < 140;
    }
}
