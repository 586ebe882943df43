package dev.framescope.ide.ui.views.grid;

/**
 * Where the items of a grid are drawn. A row stands for a power of two of items, so that an address
 * can be read off the margin; a cell stands for one item, or for {@code 2^level} of them where the
 * whole would not fit otherwise. Lengths are in SWT's points, from the grid's top left corner.
 *
 * @param items how many items there are
 * @param level binary logarithm of the items in a cell
 * @param columns cells in a row, a power of two
 * @param cellWidth width of a cell with its gap
 * @param cellHeight height of a cell with its gap
 */
public record GridGeometry(int items, int level, int columns, int cellWidth, int cellHeight) {
    /** Sizes of a cell that stands for one item, from small to large: the steps of zooming. */
    private static final int[] SIZES = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96};

    private static final int SMALLEST = 2;
    private static final int LARGEST_TO_FIT = 32;
    private static final int SMALLEST_WITH_GAP = 4;
    private static final int MAX_COLUMNS_LOG2 = 13;

    /** A rectangle in points. */
    public record Box(int x, int y, int width, int height) {}

    /** The geometry that shows everything at once, as large as possible. */
    public static GridGeometry fit(int items, int width, int height) {
        for (int level = 0; level < Integer.SIZE - 2; level++) {
            GridGeometry best = null;
            for (int log = 0; log <= MAX_COLUMNS_LOG2; log++) {
                GridGeometry candidate = toFill(items, level, 1 << log, width, height);
                if (candidate != null && (best == null || candidate.isBetterThan(best))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
        }
        return new GridGeometry(items, 0, 1, SMALLEST, SMALLEST);
    }

    private static GridGeometry toFill(int items, int level, int columns, int width, int height) {
        int cells = cells(items, level);
        int rows = (cells + columns - 1) / columns;
        if (columns > 1 && columns / 2 >= cells || rows == 0) {
            return null;
        }
        int cellWidth = Math.min(width / columns, LARGEST_TO_FIT);
        int cellHeight = Math.min(height / rows, LARGEST_TO_FIT);
        if (cellWidth < SMALLEST || cellHeight < SMALLEST) {
            return null;
        }
        return new GridGeometry(
                items,
                level,
                columns,
                Math.min(cellWidth, 2 * cellHeight),
                Math.min(cellHeight, 2 * cellWidth));
    }

    private boolean isBetterThan(GridGeometry other) {
        int area = cellWidth * cellHeight;
        int otherArea = other.cellWidth * other.cellHeight;
        return area > otherArea
                || area == otherArea
                        && Math.abs(cellWidth - cellHeight)
                                < Math.abs(other.cellWidth - other.cellHeight);
    }

    /**
     * The geometry at a zoom step: 0 and above draw one item a cell, larger and larger, below 0 a
     * cell stands for {@code 2^-step} items.
     *
     * @param width what is available; the height scrolls
     */
    public static GridGeometry zoomed(int items, int step, int width) {
        int level = Math.max(0, -step);
        int size = SIZES[Math.clamp(step, 0, SIZES.length - 1)];
        int columns = Integer.highestOneBit(Math.max(1, width / size));
        while (columns > 1 && columns / 2 >= cells(items, level)) {
            columns /= 2;
        }
        int cellWidth = Math.clamp(width / columns, size, 2 * size);
        return new GridGeometry(items, level, columns, cellWidth, size);
    }

    /** The largest zoom step. */
    public static int largestStep() {
        return SIZES.length - 1;
    }

    /** The smallest step at which an item has more room than here; the largest if there is none. */
    public int nextStepIn() {
        for (int step = -level; step < largestStep(); step++) {
            if (areaAt(step) > area() * 1.01) {
                return step;
            }
        }
        return largestStep();
    }

    /** Square points for one item. */
    public double area() {
        return (double) cellWidth * cellHeight / itemsPerCell();
    }

    private static double areaAt(int step) {
        int size = SIZES[Math.max(step, 0)];
        return (double) size * size / (1L << Math.max(0, -step));
    }

    public int itemsPerCell() {
        return 1 << level;
    }

    public int itemsPerRow() {
        return columns << level;
    }

    public int cells() {
        return cells(items, level);
    }

    public int rows() {
        return (cells() + columns - 1) / columns;
    }

    /** Width of all columns. */
    public int width() {
        return columns * cellWidth;
    }

    /** Height of all rows. */
    public int height() {
        return rows() * cellHeight;
    }

    /** Empty points at the right and lower side of a cell. */
    public int gap() {
        return Math.min(cellWidth, cellHeight) >= SMALLEST_WITH_GAP ? 1 : 0;
    }

    /** The first item of the cell at a point, or -1 where there is none. */
    public int itemAt(int x, int y) {
        if (x < 0 || x >= width() || y < 0 || y >= height()) {
            return -1;
        }
        long item = ((long) (y / cellHeight) * columns + x / cellWidth) << level;
        return item < items ? (int) item : -1;
    }

    /** Where the cell that shows an item is drawn, without its gap. */
    public Box boxOf(int item) {
        int cell = item >> level;
        return new Box(
                cell % columns * cellWidth,
                cell / columns * cellHeight,
                cellWidth - gap(),
                cellHeight - gap());
    }

    private static int cells(int items, int level) {
        return (int) ((items + (1L << level) - 1) >> level);
    }
}
