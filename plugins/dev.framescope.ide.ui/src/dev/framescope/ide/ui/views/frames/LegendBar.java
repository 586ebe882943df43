package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.grid.GridModel;
import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the colours mean and how many frames have each; wraps where it is too long. UI thread. */
final class LegendBar extends Canvas {
    private static final int MARGIN = 4;
    private static final int SPACE = 14;

    /**
     * One colour.
     *
     * @param id handed to the listener when the entry is clicked
     */
    record Entry(Object id, int color, String label, String count) {}

    private record Place(Entry entry, Rectangle bounds) {}

    private final Font bold;
    private List<Entry> entries = List.of();
    private List<Place> places = List.of();

    LegendBar(Composite parent, Consumer<Object> clicked) {
        super(parent, SWT.DOUBLE_BUFFERED);
        bold =
                new LocalResourceManager(JFaceResources.getResources(), this)
                        .create(FontDescriptor.createFrom(getFont()).setStyle(SWT.BOLD));
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(
                SWT.MouseDown,
                e ->
                        places.stream()
                                .filter(place -> place.bounds.contains(e.x, e.y))
                                .findFirst()
                                .ifPresent(place -> clicked.accept(place.entry.id)));
        setToolTipText("Click a state to go to its next frame");
    }

    /** Shows other entries; returns whether the bar needs another height. */
    boolean show(List<Entry> newEntries) {
        if (newEntries.equals(entries)) {
            return false;
        }
        int before = computeSize(getSize().x, SWT.DEFAULT).y;
        entries = List.copyOf(newEntries);
        redraw();
        return computeSize(getSize().x, SWT.DEFAULT).y != before;
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        GC gc = new GC(this);
        try {
            int width = widthHint == SWT.DEFAULT ? 400 : widthHint;
            List<Place> placed = place(gc, width);
            int bottom = placed.isEmpty() ? 0 : bottomOf(placed.getLast().bounds);
            return new Point(width, Math.max(bottom, lineHeight(gc)) + MARGIN);
        } finally {
            gc.dispose();
        }
    }

    private static int bottomOf(Rectangle bounds) {
        return bounds.y + bounds.height;
    }

    private static int lineHeight(GC gc) {
        return gc.getFontMetrics().getHeight() + 2;
    }

    private List<Place> place(GC gc, int width) {
        List<Place> result = new ArrayList<>();
        int x = MARGIN;
        int y = MARGIN;
        int height = lineHeight(gc);
        for (Entry entry : entries) {
            int entryWidth = height + textWidth(gc, entry);
            if (x > MARGIN && x + entryWidth > width - MARGIN) {
                x = MARGIN;
                y += height;
            }
            result.add(new Place(entry, new Rectangle(x, y, entryWidth, height)));
            x += entryWidth + SPACE;
        }
        return result;
    }

    private int textWidth(GC gc, Entry entry) {
        gc.setFont(getFont());
        int label = gc.textExtent(entry.label + " ").x;
        gc.setFont(bold);
        return label + gc.textExtent(entry.count).x;
    }

    private void paint(GC gc) {
        GridTheme theme = Colors.themeOf(this);
        places = place(gc, getClientArea().width);
        for (Place place : places) {
            Rectangle b = place.bounds;
            int swatch = b.height - 7;
            int color = place.entry.color;
            gc.setBackground(Colors.of(color == GridModel.BLANK ? theme.blank() : color));
            gc.fillRectangle(b.x, b.y + 3, swatch, swatch);
            gc.setForeground(Colors.of(theme.dim()));
            gc.drawRectangle(b.x, b.y + 3, swatch, swatch);
            gc.setForeground(Colors.of(theme.foreground()));
            gc.setFont(getFont());
            int x = b.x + swatch + 5;
            gc.drawText(place.entry.label, x, b.y, true);
            x += gc.textExtent(place.entry.label + " ").x;
            gc.setFont(bold);
            gc.drawText(place.entry.count, x, b.y, true);
        }
    }
}
