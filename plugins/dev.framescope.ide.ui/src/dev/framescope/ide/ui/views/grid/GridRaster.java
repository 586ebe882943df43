package dev.framescope.ide.ui.views.grid;

import java.util.Arrays;

/** Paints the visible cells of a grid into an array of pixels, without SWT. */
public final class GridRaster {
    private final GridModel model;
    private final GridGeometry geometry;
    private final GridTheme theme;
    private final double scale;
    private final int width;
    private final int height;
    private final int[] pixels;

    private GridRaster(
            GridModel model,
            GridGeometry geometry,
            GridTheme theme,
            int width,
            int height,
            double scale) {
        this.model = model;
        this.geometry = geometry;
        this.theme = theme;
        this.scale = scale;
        this.width = (int) Math.ceil(width * scale);
        this.height = (int) Math.ceil(height * scale);
        this.pixels = new int[this.width * this.height];
    }

    /**
     * Paints a window of the grid.
     *
     * @param top the grid's first visible line, in points
     * @param width of the window in points
     * @param height of the window in points
     * @param scale pixels for one point
     * @return {@code 0xRRGGBB} by line, {@code ceil(width * scale)} pixels each
     */
    public static int[] paint(
            GridModel model,
            GridGeometry geometry,
            GridTheme theme,
            int top,
            int width,
            int height,
            double scale) {
        GridRaster raster = new GridRaster(model, geometry, theme, width, height, scale);
        raster.paintFrom(top);
        return raster.pixels;
    }

    private void paintFrom(int top) {
        Arrays.fill(pixels, theme.background());
        int firstRow = top / geometry.cellHeight();
        for (int row = firstRow; row < geometry.rows(); row++) {
            int y = row * geometry.cellHeight() - top;
            int from = Math.max(0, toPixels(y));
            int to = Math.min(height, toPixels(y + geometry.cellHeight() - geometry.gap()));
            if (from >= height) {
                return;
            }
            if (to > from) {
                paintRow(row, from);
                for (int line = from + 1; line < to; line++) {
                    System.arraycopy(pixels, from * width, pixels, line * width, width);
                }
            }
        }
    }

    private void paintRow(int row, int line) {
        int cells = geometry.cells();
        for (int column = 0; column < geometry.columns(); column++) {
            int cell = row * geometry.columns() + column;
            if (cell >= cells) {
                return;
            }
            int x = column * geometry.cellWidth();
            int from = Math.min(width, toPixels(x));
            int to = Math.min(width, toPixels(x + geometry.cellWidth() - geometry.gap()));
            Arrays.fill(pixels, line * width + from, line * width + to, colorOf(cell));
        }
    }

    private int colorOf(int cell) {
        if (geometry.level() > 0) {
            return ColorMix.over(theme.blank(), model.mix(geometry.level(), cell));
        }
        int color = model.color(cell);
        return color == GridModel.BLANK ? theme.blank() : color;
    }

    private int toPixels(int points) {
        return (int) Math.round(points * scale);
    }
}
