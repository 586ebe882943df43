package dev.framescope.ide.ui.views.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridGeometryTest {
    private static final int FRAMES_OF_128_MIB = 32768;
    private static final int FRAMES_OF_16_GIB = 4 << 20;

    @ParameterizedTest
    @CsvSource({
        "32768, 680, 460",
        "32768, 300, 900",
        "4194304, 680, 460",
        "4194304, 200, 100",
        "256, 680, 460",
        "1, 680, 460",
        "40000, 500, 333"
    })
    void everythingFitsIntoTheAreaGiven(int items, int width, int height) {
        GridGeometry fit = GridGeometry.fit(items, width, height);
        assertTrue(fit.width() <= width, fit + " is too wide");
        assertTrue(fit.height() <= height, fit + " is too high");
        assertEquals(items - 1, lastItemOf(fit));
    }

    private static int lastItemOf(GridGeometry geometry) {
        int first = geometry.cells() - 1 << geometry.level();
        assertEquals(first, geometry.itemAt(geometry.boxOf(first).x(), geometry.boxOf(first).y()));
        return Math.min(first + geometry.itemsPerCell(), geometry.items()) - 1;
    }

    @Test
    void aRowStandsForAPowerOfTwo() {
        for (int width = 10; width < 2000; width += 7) {
            int perRow = GridGeometry.zoomed(FRAMES_OF_128_MIB, 3, width).itemsPerRow();
            assertEquals(1, Integer.bitCount(perRow), "at width " + width);
        }
    }

    @Test
    void frames128MiBAreShownOneByOneWhereThereIsRoom() {
        assertEquals(0, GridGeometry.fit(FRAMES_OF_128_MIB, 680, 460).level());
    }

    @Test
    void cellsOfALargeMemoryStandForManyFrames() {
        GridGeometry fit = GridGeometry.fit(FRAMES_OF_16_GIB, 680, 460);
        assertTrue(fit.level() > 0);
        assertEquals(FRAMES_OF_16_GIB, fit.cells() << fit.level());
    }

    @Test
    void zoomingInGoesFromAllToASingleLargeCell() {
        GridGeometry all = GridGeometry.fit(FRAMES_OF_16_GIB, 680, 460);
        GridGeometry next = GridGeometry.zoomed(FRAMES_OF_16_GIB, all.nextStepIn(), 680);
        assertTrue(next.area() > all.area(), next + " is no larger than " + all);
        GridGeometry largest =
                GridGeometry.zoomed(FRAMES_OF_16_GIB, GridGeometry.largestStep(), 680);
        assertEquals(0, largest.level());
        assertEquals(96, largest.cellHeight());
    }

    @Test
    void everyZoomStepMakesCellsLarger() {
        double before = 0;
        for (int step = -14; step <= GridGeometry.largestStep(); step++) {
            double area = GridGeometry.zoomed(FRAMES_OF_16_GIB, step, 680).area();
            assertTrue(area > before, "step " + step);
            before = area;
        }
    }

    @Test
    void aPointInACellIsItsItemAndOutsideIsNone() {
        GridGeometry geometry = new GridGeometry(100, 0, 16, 10, 8);
        assertEquals(0, geometry.itemAt(0, 0));
        assertEquals(17, geometry.itemAt(19, 15));
        assertEquals(-1, geometry.itemAt(160, 0));
        assertEquals(-1, geometry.itemAt(0, -1));
        assertEquals(99, geometry.itemAt(35, 50));
        assertEquals(-1, geometry.itemAt(45, 50), "the last row is not full");
    }
}
