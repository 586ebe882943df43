package dev.framescope.ide.ui.views.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.events.PaintListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;

/** Draws an {@link AddressGrid}: the cells as one image, then margin, ruler, marks and labels. */
final class GridPainter implements PaintListener {
    /** Empty points to the right of and below the cells. */
    static final int PADDING = 6;

    private static final PaletteData RGB_PALETTE = new PaletteData(0xff0000, 0xff00, 0xff);
    private static final int TICK = 4;
    private static final int RULER_PARTS = 4;

    /** All that the image of the cells depends on. */
    private record ImageKey(
            GridModel model,
            GridGeometry geometry,
            GridTheme theme,
            int top,
            int width,
            int height) {}

    private final AddressGrid grid;
    private Point corner = new Point(0, 0);
    private Image image;
    private ImageKey imageKey;

    GridPainter(AddressGrid grid) {
        this.grid = grid;
    }

    /** Finds out how much room the addresses of the grid's model need. */
    void measure() {
        GC gc = new GC(grid);
        long last = grid.model().addressOf(Math.max(0, grid.model().itemCount() - 1));
        Point text = gc.textExtent("0x" + "0".repeat(Long.toHexString(last).length()));
        gc.dispose();
        corner = new Point(text.x + 4 * TICK, text.y + TICK);
    }

    /** Where the first cell is drawn: right of the margin, below the ruler. */
    Point corner() {
        return corner;
    }

    void dispose() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    @Override
    public void paintControl(PaintEvent e) {
        GC gc = e.gc;
        GridTheme theme = grid.theme();
        gc.setBackground(color(theme.background()));
        gc.fillRectangle(grid.getClientArea());
        if (grid.model().itemCount() == 0) {
            return;
        }
        Rectangle area = grid.cellArea();
        int width = Math.min(area.width, grid.geometry().width());
        int height = Math.min(area.height, grid.geometry().height() - grid.top());
        if (width <= 0 || height <= 0) {
            return;
        }
        drawCells(gc, area, width, height);
        drawMargin(gc, area, height);
        drawRuler(gc, area);
        gc.setClipping(area.x - 2, area.y - 2, width + 4, height + 4);
        drawLabels(gc, area, height);
        drawMarks(gc, area, height);
        drawSelection(gc);
    }

    private void drawCells(GC gc, Rectangle area, int width, int height) {
        ImageKey key =
                new ImageKey(
                        grid.model(), grid.geometry(), grid.theme(), grid.top(), width, height);
        if (!key.equals(imageKey)) {
            dispose();
            image = new Image(grid.getDisplay(), (ImageDataProvider) zoom -> render(key, zoom));
            imageKey = key;
        }
        gc.drawImage(image, area.x, area.y);
    }

    private static ImageData render(ImageKey key, int zoom) {
        double scale = zoom / 100.0;
        int[] pixels =
                GridRaster.paint(
                        key.model, key.geometry, key.theme, key.top, key.width, key.height, scale);
        int width = (int) Math.ceil(key.width * scale);
        int height = (int) Math.ceil(key.height * scale);
        ImageData data = new ImageData(width, height, 24, RGB_PALETTE);
        for (int y = 0; y < height; y++) {
            data.setPixels(0, y, width, pixels, y * width);
        }
        return data;
    }

    private void drawMargin(GC gc, Rectangle area, int height) {
        GridGeometry geometry = grid.geometry();
        int textHeight = gc.getFontMetrics().getHeight();
        int every = 1;
        while (every * geometry.cellHeight() < textHeight + 3) {
            every *= 2;
        }
        int first = (grid.top() + geometry.cellHeight() - 1) / geometry.cellHeight();
        gc.setForeground(color(grid.theme().dim()));
        for (int row = (first + every - 1) / every * every; row < geometry.rows(); row += every) {
            int y = area.y + row * geometry.cellHeight() - grid.top();
            if (y + Math.min(geometry.cellHeight(), textHeight) > area.y + height) {
                return;
            }
            String text = "0x" + Long.toHexString(addressOfRow(row));
            int x = area.x - 2 * TICK - gc.textExtent(text).x;
            int center = Math.min(geometry.cellHeight(), textHeight) / 2;
            gc.drawText(text, x, y + center - textHeight / 2, true);
            gc.drawLine(area.x - TICK - 2, y, area.x - 3, y);
        }
    }

    private long addressOfRow(int row) {
        return grid.model().addressOf(row * grid.geometry().itemsPerRow());
    }

    private void drawRuler(GC gc, Rectangle area) {
        GridGeometry geometry = grid.geometry();
        int parts = Math.min(RULER_PARTS, geometry.columns());
        int widest = gc.textExtent("+1023.5 KiB").x;
        while (parts > 1 && geometry.width() / parts < widest) {
            parts /= 2;
        }
        long bytes = geometry.itemsPerRow() * grid.model().itemBytes();
        for (int i = 0; i < parts; i++) {
            String text = i == 0 ? "+0" : "+" + Bytes.rounded(bytes / parts * i);
            int x = area.x + geometry.width() / parts * i;
            gc.drawText(text, x + 2, 0, true);
            gc.drawLine(x, area.y - TICK, x, area.y - 2);
        }
    }

    /** Addresses and states inside cells that are large enough for them. */
    private void drawLabels(GC gc, Rectangle area, int height) {
        GridGeometry geometry = grid.geometry();
        int textHeight = gc.getFontMetrics().getHeight();
        if (geometry.level() > 0 || geometry.cellHeight() < textHeight + 4) {
            return;
        }
        int from = grid.top() / geometry.cellHeight() * geometry.columns();
        int rows = height / geometry.cellHeight() + 2;
        int to = (int) Math.min(geometry.items(), from + (long) rows * geometry.columns());
        for (int item = from; item < to; item++) {
            Rectangle box = grid.boundsOf(item);
            int fill = grid.model().color(item);
            int behind = fill == GridModel.BLANK ? grid.theme().blank() : fill;
            gc.setForeground(color(GridTheme.isDark(behind) ? 0xffffff : 0x000000));
            long number = grid.model().addressOf(item) / grid.model().itemBytes();
            if (drawFitting(gc, "0x" + Long.toHexString(number), box, 2)
                    && box.height > 2 * textHeight + 4) {
                drawFitting(gc, grid.model().label(item), box, 2 + textHeight);
            }
        }
    }

    private static boolean drawFitting(GC gc, String text, Rectangle box, int y) {
        if (gc.textExtent(text).x > box.width - 4) {
            return false;
        }
        gc.drawText(text, box.x + 3, box.y + y, true);
        return true;
    }

    private void drawMarks(GC gc, Rectangle area, int height) {
        GridModel model = grid.model();
        GridGeometry geometry = grid.geometry();
        gc.setForeground(color(grid.theme().mark()));
        gc.setLineWidth(1);
        int columns = geometry.columns();
        int item = model.nextMarked(grid.top() / geometry.cellHeight() * geometry.itemsPerRow());
        while (item >= 0) {
            int cell = item >> geometry.level();
            int last = cell;
            int next = model.nextMarked((cell + 1) << geometry.level());
            while (next >= 0 && next >> geometry.level() == last + 1 && (last + 1) % columns != 0) {
                last++;
                next = model.nextMarked((last + 1) << geometry.level());
            }
            Rectangle from = grid.boundsOf(cell << geometry.level());
            Rectangle to = grid.boundsOf(last << geometry.level());
            if (from.y > area.y + height) {
                return;
            }
            gc.drawRectangle(from.x - 1, from.y - 1, to.x + to.width - from.x + 1, from.height + 1);
            item = next;
        }
    }

    private void drawSelection(GC gc) {
        if (grid.selection() < 0) {
            return;
        }
        Rectangle box = grid.boundsOf(grid.selection());
        gc.setForeground(color(grid.theme().background()));
        gc.setLineWidth(1);
        gc.drawRectangle(box.x - 1, box.y - 1, box.width + 1, box.height + 1);
        gc.setForeground(color(grid.theme().selection()));
        gc.setLineWidth(2);
        gc.drawRectangle(box.x - 2, box.y - 2, box.width + 4, box.height + 4);
        if (grid.isFocusControl()) {
            gc.setLineStyle(SWT.LINE_DOT);
            gc.setLineWidth(1);
            gc.drawRectangle(box.x - 5, box.y - 5, box.width + 9, box.height + 9);
            gc.setLineStyle(SWT.LINE_SOLID);
        }
    }

    private static Color color(int rgb) {
        return new Color(new RGB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
    }
}
