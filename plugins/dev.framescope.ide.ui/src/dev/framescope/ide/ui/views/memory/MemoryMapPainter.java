package dev.framescope.ide.ui.views.memory;

import dev.framescope.ide.ui.views.frames.FramePalette;
import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.grid.ColorMix;
import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;
import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.RegionKind;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;

import java.util.List;

/**
 * Draws a {@link MemoryMapCanvas}: boxes in the order of addresses; beside the parts of the DRAM,
 * which get the room that their text needs, a strip shows the DRAM to scale.
 */
final class MemoryMapPainter {
    private static final int MARGIN = 4;
    private static final int STRIP = 10;
    private static final int LINKS = 12;
    private static final int SPACE = 8;

    private final MemoryMapCanvas canvas;
    private final GC gc;
    private final GridTheme theme;
    private final Rectangle client;
    private final int addressWidth;
    private final int sizeWidth;

    MemoryMapPainter(MemoryMapCanvas canvas, GC gc) {
        this.canvas = canvas;
        this.gc = gc;
        theme = canvas.theme();
        client = canvas.getClientArea();
        addressWidth = gc.textExtent("0x00000000").x;
        sizeWidth = gc.textExtent("123.7 MiB").x;
    }

    void paint() {
        gc.setBackground(Colors.of(theme.background()));
        gc.fillRectangle(client);
        List<MapPlacement.Place> places = canvas.placement().places();
        places.stream().filter(place -> !place.entry().isGap()).forEach(this::box);
        places.stream()
                .filter(place -> place.entry().isOpened())
                .forEach(place -> strip(place, places));
        places.stream().filter(place -> canvas.isSelected(place.entry())).forEach(this::outline);
    }

    private Rectangle boundsOf(MapPlacement.Place place) {
        int x = MARGIN + (place.entry().depth() > 0 ? STRIP + LINKS : 0);
        return new Rectangle(
                x, place.y() - canvas.top(), client.width - x - MARGIN, place.height());
    }

    private void box(MapPlacement.Place place) {
        Rectangle bounds = boundsOf(place);
        LayoutRegion region = place.entry().region();
        int fill = RegionPalette.colorOf(region.kind(), theme);
        gc.setBackground(Colors.of(fill));
        gc.fillRectangle(bounds);
        if (!place.entry().usage().isEmpty()) {
            usage(place.entry(), bounds);
        }
        gc.setForeground(Colors.of(theme.dim()));
        gc.drawRectangle(bounds);
        texts(place, bounds, fill);
    }

    /** For every line, a bar as long as the part of its frames that is in use. */
    private void usage(MapEntry entry, Rectangle bounds) {
        List<Double> usage = entry.usage();
        int parts = usage.size();
        gc.setBackground(
                Colors.of(ColorMix.blend(theme.background(), FramePalette.ALLOCATED, 0.55)));
        for (int i = 0; i < parts; i++) {
            if (usage.get(i) > 0) {
                int y = bounds.y + 1 + (bounds.height - 1) * i / parts;
                int end = bounds.y + 1 + (bounds.height - 1) * (i + 1) / parts;
                int width = (int) Math.ceil((bounds.width - 1) * usage.get(i));
                gc.fillRectangle(bounds.x + 1, y, Math.max(2, width), Math.max(1, end - y));
            }
        }
    }

    private void texts(MapPlacement.Place place, Rectangle bounds, int fill) {
        LayoutRegion region = place.entry().region();
        boolean pale = region.kind() == RegionKind.RESERVED || region.kind() == RegionKind.UNUSED;
        int ink = GridTheme.isDark(fill) ? 0xffffff : 0x000000;
        gc.setForeground(Colors.of(pale ? theme.dim() : ink));
        int y = bounds.y + 1;
        String size = Bytes.rounded(region.size());
        int right = bounds.x + bounds.width - SPACE / 2;
        boolean withSize = bounds.width > addressWidth + sizeWidth + 100;
        if (withSize) {
            gc.drawText(size, right - gc.textExtent(size).x, y, true);
            right -= sizeWidth + SPACE;
        }
        String address = "0x" + Long.toHexString(region.base());
        int addressX = right - gc.textExtent(address).x;
        gc.drawText(address, addressX, y, true);
        int left = bounds.x + SPACE / 2;
        int room = right - addressWidth - SPACE - left;
        gc.drawText(fitting(region.name(), room), left, y, true);
        int textHeight = gc.getFontMetrics().getHeight();
        if (!place.entry().usage().isEmpty() && bounds.height > 2 * textHeight + 2) {
            String detail = fitting(region.detail(), bounds.width - SPACE);
            gc.drawText(detail, left, y + textHeight, true);
        }
    }

    /** The text, or as much of it as there is room for. */
    private String fitting(String text, int width) {
        if (gc.textExtent(text).x <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && gc.textExtent(text.substring(0, length) + "…").x > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    /** The region to scale, and lines from its parts there to their boxes. */
    private void strip(MapPlacement.Place whole, List<MapPlacement.Place> places) {
        LayoutRegion region = whole.entry().region();
        List<MapPlacement.Place> parts =
                places.stream()
                        .filter(p -> p.entry().depth() == whole.entry().depth() + 1)
                        .filter(p -> region.contains(p.entry().region().base()))
                        .toList();
        int from = whole.bottom() - canvas.top();
        int height = parts.getLast().bottom() - whole.bottom();
        for (MapPlacement.Place part : parts) {
            LayoutRegion child = part.entry().region();
            int y = from + scaled(child.base() - region.base(), region.size(), height);
            int end = from + scaled(child.end() - region.base(), region.size(), height);
            int fill = RegionPalette.colorOf(child.kind(), theme);
            if (child.kind() == RegionKind.FRAMES) {
                fill = ColorMix.blend(theme.background(), FramePalette.ALLOCATED, 0.35);
            }
            gc.setBackground(Colors.of(fill));
            gc.fillRectangle(MARGIN, y, STRIP, Math.max(1, end - y));
            gc.setForeground(
                    Colors.of(ColorMix.blend(theme.background(), theme.foreground(), 0.3)));
            gc.drawLine(MARGIN + STRIP, y, MARGIN + STRIP + LINKS, part.y() - canvas.top());
        }
        gc.setForeground(Colors.of(theme.dim()));
        gc.drawRectangle(MARGIN, from, STRIP, height);
    }

    private static int scaled(long offset, long size, int height) {
        return (int) Math.round((double) offset / size * height);
    }

    private void outline(MapPlacement.Place place) {
        Rectangle bounds = boundsOf(place);
        gc.setForeground(Colors.of(theme.selection()));
        gc.setLineWidth(2);
        gc.drawRectangle(bounds.x + 1, bounds.y + 1, bounds.width - 2, bounds.height - 2);
        gc.setLineWidth(1);
        if (canvas.isFocusControl()) {
            gc.drawFocus(bounds.x + 3, bounds.y + 3, bounds.width - 5, bounds.height - 5);
        }
    }
}
