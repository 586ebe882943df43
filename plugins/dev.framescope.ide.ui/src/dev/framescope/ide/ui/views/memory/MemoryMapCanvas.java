package dev.framescope.ide.ui.views.memory;

import dev.framescope.ide.ui.views.grid.GridTheme;
import dev.framescope.ide.ui.views.theme.Colors;
import dev.framescope.ide.ui.views.theme.Fonts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Draws a physical map; one region can be selected. UI thread only. */
final class MemoryMapCanvas extends Canvas {
    private static final int LINE_MARGIN = 2;
    private static final int WHEEL_POINTS = 40;

    private final Consumer<MapEntry> opened;
    private List<MapEntry> entries = List.of();
    private MapPlacement placement = new MapPlacement(List.of(), 1, 0);
    private int top;
    private int selected = -1;
    private int hovered = -1;

    /**
     * @param opened called with a region on a double click or Enter
     */
    MemoryMapCanvas(Composite parent, Consumer<MapEntry> opened) {
        super(parent, SWT.V_SCROLL | SWT.DOUBLE_BUFFERED);
        this.opened = opened;
        setFont(Fonts.smaller(this));
        addListener(SWT.Paint, e -> new MemoryMapPainter(this, e.gc).paint());
        addListener(SWT.Resize, e -> place());
        addListener(SWT.MouseDown, this::mouseDown);
        addListener(SWT.MouseDoubleClick, e -> selection().ifPresent(opened));
        addListener(SWT.MouseMove, e -> hover(placement.indexAt(e.y + top)));
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(
                SWT.MouseVerticalWheel,
                e -> scrollTo(top - Integer.signum(e.count) * WHEEL_POINTS));
        addListener(SWT.KeyDown, this::keyDown);
        addListener(
                SWT.Traverse,
                e ->
                        e.doit =
                                e.detail == SWT.TRAVERSE_TAB_NEXT
                                        || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        getVerticalBar().addListener(SWT.Selection, e -> scrollTo(getVerticalBar().getSelection()));
        getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result =
                                        selection().map(MapEntry::line).orElse("physical memory");
                            }
                        });
    }

    /** Shows another map; the selected region stays if it is still there. */
    void show(List<MapEntry> newEntries) {
        Optional<MapEntry> before = selection();
        entries = newEntries;
        selected = before.map(this::indexOfSame).orElse(-1);
        place();
    }

    private int indexOfSame(MapEntry entry) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).region().base() == entry.region().base()
                    && Objects.equals(entries.get(i).region().name(), entry.region().name())) {
                return i;
            }
        }
        return -1;
    }

    private void place() {
        GC gc = new GC(this);
        int line = gc.getFontMetrics().getHeight() + LINE_MARGIN;
        gc.dispose();
        int visible = getClientArea().height;
        placement = new MapPlacement(entries, line, visible - 2);
        int height = Math.max(placement.height() + 1, 1);
        getVerticalBar().setVisible(height > visible);
        getVerticalBar()
                .setValues(
                        Math.clamp(top, 0, Math.max(0, height - visible)),
                        0,
                        height,
                        Math.clamp(visible, 1, height),
                        line,
                        Math.max(1, visible - line));
        scrollTo(top);
        redraw();
    }

    private void scrollTo(int line) {
        top = Math.clamp(line, 0, Math.max(0, placement.height() + 1 - getClientArea().height));
        getVerticalBar().setSelection(top);
        redraw();
    }

    private void mouseDown(Event e) {
        setFocus();
        int index = placement.indexAt(e.y + top);
        if (index >= 0 && !entries.get(index).isGap()) {
            select(index);
        }
    }

    private void hover(int index) {
        if (index != hovered) {
            hovered = index;
            setToolTipText(index < 0 ? null : entries.get(index).describe());
        }
    }

    private void keyDown(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_UP -> move(selected - 1, -1);
            case SWT.ARROW_DOWN -> move(selected + 1, 1);
            case SWT.HOME -> move(0, 1);
            case SWT.END -> move(entries.size() - 1, -1);
            case SWT.CR, SWT.KEYPAD_CR -> selection().ifPresent(opened);
            default -> {
                // Any other key means nothing here.
            }
        }
    }

    /** Selects the region at an index, or the next in a direction that is not a gap. */
    private void move(int index, int direction) {
        int next = index;
        while (next >= 0 && next < entries.size() && entries.get(next).isGap()) {
            next += direction;
        }
        if (next >= 0 && next < entries.size()) {
            select(next);
        }
    }

    private void select(int index) {
        selected = index;
        MapPlacement.Place place = placement.places().get(index);
        int visible = getClientArea().height;
        if (place.y() < top) {
            scrollTo(place.y());
        } else if (place.bottom() > top + visible) {
            scrollTo(Math.min(place.y(), place.bottom() - visible));
        }
        redraw();
    }

    /** The selected region. */
    Optional<MapEntry> selection() {
        return selected < 0 || selected >= entries.size()
                ? Optional.empty()
                : Optional.of(entries.get(selected));
    }

    MapPlacement placement() {
        return placement;
    }

    int top() {
        return top;
    }

    boolean isSelected(MapEntry entry) {
        return selected >= 0 && entries.get(selected) == entry;
    }

    GridTheme theme() {
        return Colors.themeOf(this);
    }
}
