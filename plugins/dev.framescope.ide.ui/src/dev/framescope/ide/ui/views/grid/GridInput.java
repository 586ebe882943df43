package dev.framescope.ide.ui.views.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Event;

/** Mouse and keys of an {@link AddressGrid}. */
final class GridInput {
    private static final int LINES_PER_WHEEL_CLICK = 40;

    private final AddressGrid grid;
    private int hovered = -1;

    private GridInput(AddressGrid grid) {
        this.grid = grid;
    }

    /** Lets a grid be driven by mouse and keys. */
    static void attach(AddressGrid grid) {
        new GridInput(grid).listen();
    }

    private void listen() {
        grid.addListener(SWT.MouseDown, this::mouseDown);
        grid.addListener(SWT.MouseDoubleClick, e -> grid.activate());
        grid.addListener(SWT.MouseMove, e -> hover(grid.itemAt(e.x, e.y)));
        grid.addListener(SWT.MouseExit, e -> hover(-1));
        grid.addListener(SWT.MouseVerticalWheel, this::wheel);
        grid.addListener(SWT.KeyDown, this::keyDown);
        grid.addListener(SWT.Traverse, GridInput::traverse);
        grid.addListener(SWT.FocusIn, e -> grid.redraw());
        grid.addListener(SWT.FocusOut, e -> grid.redraw());
        grid.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = describe(grid.selection());
                            }
                        });
        grid.getAccessible()
                .addAccessibleControlListener(
                        new AccessibleControlAdapter() {
                            @Override
                            public void getRole(AccessibleControlEvent e) {
                                e.detail = ACC.ROLE_TABLE;
                            }
                        });
    }

    private void mouseDown(Event e) {
        grid.setFocus();
        int item = grid.itemAt(e.x, e.y);
        if (item >= 0 && e.button == 1) {
            grid.select(item);
        }
    }

    private void hover(int item) {
        if (item == hovered) {
            return;
        }
        hovered = item;
        grid.setToolTipText(item < 0 ? null : describe(item));
        grid.hover(item);
    }

    private String describe(int item) {
        if (item < 0 || item >= grid.model().itemCount()) {
            return "nothing selected";
        }
        int count = Math.min(grid.geometry().itemsPerCell(), grid.model().itemCount() - item);
        return grid.model().tooltip(item, count);
    }

    private void wheel(Event e) {
        if ((e.stateMask & SWT.MOD1) != 0) {
            int anchor = grid.itemAt(e.x, e.y);
            if (e.count > 0) {
                grid.zoomIn(anchor);
            } else {
                grid.zoomOut(anchor);
            }
        } else {
            grid.scrollTo(grid.top() - Integer.signum(e.count) * LINES_PER_WHEEL_CLICK);
        }
        e.doit = false;
        hover(grid.itemAt(e.x, e.y));
    }

    private void keyDown(Event e) {
        switch (e.character) {
            case '+', '=' -> grid.zoomIn(grid.selection());
            case '-' -> grid.zoomOut(grid.selection());
            case '0' -> grid.zoomToFit();
            case SWT.CR -> grid.activate();
            default -> move(e.keyCode);
        }
    }

    private void move(int keyCode) {
        GridGeometry geometry = grid.geometry();
        int cell = geometry.itemsPerCell();
        int row = geometry.itemsPerRow();
        int page = Math.max(1, grid.cellArea().height / geometry.cellHeight() - 1) * row;
        switch (keyCode) {
            case SWT.ARROW_LEFT -> moveBy(-cell);
            case SWT.ARROW_RIGHT -> moveBy(cell);
            case SWT.ARROW_UP -> moveBy(-row);
            case SWT.ARROW_DOWN -> moveBy(row);
            case SWT.PAGE_UP -> moveBy(-page);
            case SWT.PAGE_DOWN -> moveBy(page);
            case SWT.HOME -> grid.select(Math.min(0, grid.model().itemCount() - 1));
            case SWT.END -> grid.select(grid.model().itemCount() - 1);
            default -> {
                // Any other key means nothing here.
            }
        }
    }

    private void moveBy(int items) {
        int from = grid.selection();
        if (from < 0) {
            grid.select(Math.max(0, grid.geometry().itemAt(0, grid.top())));
            return;
        }
        long to = (long) from + items;
        if (to >= 0 && to < grid.model().itemCount()) {
            grid.select((int) to);
        }
    }

    /** Tab leaves the canvas, arrows and Enter stay in it. */
    private static void traverse(Event e) {
        e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS;
    }
}
