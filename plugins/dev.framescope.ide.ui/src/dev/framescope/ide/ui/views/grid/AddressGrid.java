package dev.framescope.ide.ui.views.grid;

import dev.framescope.ide.ui.views.theme.Fonts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ScrollBar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A canvas that draws a {@link GridModel}: cells in rows of a round amount of memory, addresses in
 * the margin, offsets in a ruler on top. It zooms from everything at once to a single large cell,
 * scrolls, marks, and has one selected item. UI thread only.
 */
public final class AddressGrid extends Canvas {
    private final GridPainter painter = new GridPainter(this);
    private final List<IntConsumer> selectionListeners = new ArrayList<>();
    private final List<IntConsumer> hoverListeners = new ArrayList<>();
    private final List<IntConsumer> activationListeners = new ArrayList<>();
    private final List<Runnable> zoomListeners = new ArrayList<>();

    private GridModel model = GridModel.EMPTY;
    private GridTheme theme = GridTheme.of(0xffffff, 0x000000);
    private GridGeometry geometry = GridGeometry.fit(0, 1, 1);
    private boolean fit = true;
    private int step;
    private int top;
    private int selected = -1;

    public AddressGrid(Composite parent, int style) {
        super(parent, style | SWT.V_SCROLL | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        setFont(Fonts.smaller(this));
        addPaintListener(painter);
        addListener(SWT.Resize, e -> layoutCells());
        addDisposeListener(e -> painter.dispose());
        getVerticalBar().addListener(SWT.Selection, e -> scrollTo(getVerticalBar().getSelection()));
        GridInput.attach(this);
        layoutCells();
    }

    /** Shows another model; zoom, scroll position and selection stay as far as they can. */
    public void setModel(GridModel newModel) {
        boolean sameItems =
                newModel.itemCount() == model.itemCount()
                        && newModel.addressOf(0) == model.addressOf(0);
        model = newModel;
        painter.measure();
        if (!sameItems) {
            selected = -1;
            fit = true;
            top = 0;
        }
        layoutCells();
    }

    public GridModel model() {
        return model;
    }

    public void setTheme(GridTheme newTheme) {
        theme = newTheme;
        redraw();
    }

    public GridTheme theme() {
        return theme;
    }

    /** Where the cells are now, from the grid's own corner. */
    public GridGeometry geometry() {
        return geometry;
    }

    /** The grid's first visible line, in points. */
    public int top() {
        return top;
    }

    /** The part of the canvas in which cells are drawn. */
    public Rectangle cellArea() {
        Rectangle client = getClientArea();
        Point corner = painter.corner();
        return new Rectangle(
                corner.x,
                corner.y,
                Math.max(0, client.width - corner.x - GridPainter.PADDING),
                Math.max(0, client.height - corner.y - GridPainter.PADDING));
    }

    /** Where an item's cell is drawn on this canvas; it may be scrolled out of sight. */
    public Rectangle boundsOf(int item) {
        Rectangle area = cellArea();
        GridGeometry.Box box = geometry.boxOf(item);
        return new Rectangle(area.x + box.x(), area.y + box.y() - top, box.width(), box.height());
    }

    /** The first item of the cell at a point of this canvas, or -1. */
    public int itemAt(int x, int y) {
        Rectangle area = cellArea();
        return area.contains(x, y) ? geometry.itemAt(x - area.x, y - area.y + top) : -1;
    }

    /** The selected item, or -1. */
    public int selection() {
        return selected;
    }

    /** Selects an item, scrolls to it and tells the listeners; -1 selects nothing. */
    public void select(int item) {
        int next = Math.clamp(item, -1, model.itemCount() - 1);
        if (next == selected) {
            return;
        }
        selected = next;
        reveal(next);
        redraw();
        tell(selectionListeners, next);
    }

    /** Scrolls as little as needed to make an item visible. */
    public void reveal(int item) {
        if (item < 0) {
            return;
        }
        GridGeometry.Box box = geometry.boxOf(item);
        int height = cellArea().height;
        if (box.y() < top) {
            scrollTo(box.y());
        } else if (box.y() + geometry.cellHeight() > top + height) {
            scrollTo(box.y() + geometry.cellHeight() - height);
        }
    }

    /** Makes cells larger around an item, which stays where it is on the canvas. */
    public void zoomIn(int anchor) {
        int next = fit ? geometry.nextStepIn() : step + 1;
        zoomTo(Math.min(next, GridGeometry.largestStep()), anchor);
    }

    /** Makes cells smaller, until everything is visible at once. */
    public void zoomOut(int anchor) {
        if (!fit) {
            zoomTo(step - 1, anchor);
        }
    }

    /** Shows everything at once. */
    public void zoomToFit() {
        fit = true;
        top = 0;
        layoutCells();
    }

    /** Whether everything is shown at once. */
    public boolean isFit() {
        return fit;
    }

    private void zoomTo(int newStep, int anchor) {
        Rectangle area = cellArea();
        GridGeometry everything = GridGeometry.fit(model.itemCount(), area.width, area.height);
        GridGeometry next = GridGeometry.zoomed(model.itemCount(), newStep, area.width);
        if (next.area() <= everything.area()) {
            zoomToFit();
            return;
        }
        int kept = Math.max(anchor, 0);
        int before = geometry.boxOf(kept).y() - top;
        fit = false;
        step = newStep;
        geometry = next;
        top = next.boxOf(kept).y() - before;
        layoutCells();
    }

    /** Scrolls to a line of the grid, as far as there are lines. */
    public void scrollTo(int line) {
        int bottom = Math.max(0, geometry.height() - cellArea().height);
        int next = Math.clamp(line, 0, bottom);
        getVerticalBar().setSelection(next);
        if (next != top) {
            top = next;
            redraw();
        }
    }

    private void layoutCells() {
        Rectangle area = cellArea();
        int firstVisible = geometry.itemAt(0, top);
        GridGeometry before = geometry;
        geometry =
                fit
                        ? GridGeometry.fit(model.itemCount(), area.width, area.height)
                        : GridGeometry.zoomed(model.itemCount(), step, area.width);
        if (geometry.columns() != before.columns() && firstVisible > 0 && !fit) {
            top = geometry.boxOf(firstVisible).y();
        }
        updateScrollBar(area.height);
        scrollTo(top);
        redraw();
        zoomListeners.forEach(Runnable::run);
    }

    private void updateScrollBar(int visible) {
        ScrollBar bar = getVerticalBar();
        int height = geometry.height();
        bar.setVisible(height > visible);
        bar.setValues(
                Math.min(top, Math.max(0, height - visible)),
                0,
                Math.max(height, 1),
                Math.clamp(visible, 1, Math.max(height, 1)),
                Math.max(geometry.cellHeight(), 16),
                Math.max(visible - geometry.cellHeight(), 1));
    }

    /** Called with the selected item, or -1, when it changes. */
    public void addSelectionListener(IntConsumer listener) {
        selectionListeners.add(listener);
    }

    /** Called with the first item of the cell under the pointer, or -1, when it changes. */
    public void addHoverListener(IntConsumer listener) {
        hoverListeners.add(listener);
    }

    /** Called with an item on a double click or Enter. */
    public void addActivationListener(IntConsumer listener) {
        activationListeners.add(listener);
    }

    /** Called when the geometry may have changed. */
    public void addZoomListener(Runnable listener) {
        zoomListeners.add(listener);
    }

    void hover(int item) {
        tell(hoverListeners, item);
    }

    void activate() {
        if (selected >= 0) {
            tell(activationListeners, selected);
        }
    }

    private static void tell(List<IntConsumer> listeners, int item) {
        listeners.forEach(listener -> listener.accept(item));
    }
}
