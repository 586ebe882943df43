package dev.framescope.ide.ui.views.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GridRasterTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;
    private static final GridTheme THEME = GridTheme.of(0xffffff, 0x000000);
    private static final GridModel MODEL =
            new FakeGrid(RED, BLUE, GridModel.BLANK, RED, BLUE, BLUE);
    private static final GridGeometry GEOMETRY = new GridGeometry(6, 0, 4, 6, 5);

    @Test
    void aCellIsFilledUpToItsGap() {
        int[] pixels = paint(0, 24, 10, 1);
        assertEquals(RED, pixels[0]);
        assertEquals(RED, pixels[4]);
        assertEquals(THEME.background(), pixels[5], "gap at the right");
        assertEquals(BLUE, pixels[6]);
        assertEquals(THEME.background(), pixels[4 * 24], "gap below");
        assertEquals(BLUE, pixels[5 * 24], "second row");
    }

    @Test
    void aBlankCellHasTheThemesColour() {
        assertEquals(THEME.blank(), paint(0, 24, 10, 1)[12]);
    }

    @Test
    void nothingIsDrawnAfterTheLastItem() {
        assertEquals(THEME.background(), paint(0, 24, 10, 1)[5 * 24 + 13]);
    }

    @Test
    void scrollingMovesTheRowsUp() {
        assertEquals(BLUE, paint(5, 24, 5, 1)[0]);
        assertEquals(RED, paint(3, 24, 5, 1)[0]);
        assertEquals(THEME.background(), paint(4, 24, 5, 1)[0], "the gap is on top");
    }

    @Test
    void aDenseScreenHasMorePixelsForACell() {
        int[] pixels = paint(0, 24, 10, 2);
        assertEquals(48 * 20, pixels.length);
        assertEquals(RED, pixels[9 + 7 * 48]);
        assertEquals(THEME.background(), pixels[10], "a gap of two pixels");
        assertEquals(BLUE, pixels[12]);
    }

    @Test
    void aCellOfSeveralItemsShowsTheirMixture() {
        GridGeometry pairs = new GridGeometry(6, 1, 4, 6, 5);
        int[] pixels = GridRaster.paint(MODEL, pairs, THEME, 0, 24, 5, 1);
        assertEquals(
                ColorMix.over(THEME.blank(), ColorMix.of(RED | 0xff << 24, BLUE | 0xff << 24)),
                pixels[0]);
    }

    private static int[] paint(int top, int width, int height, double scale) {
        return GridRaster.paint(MODEL, GEOMETRY, THEME, top, width, height, scale);
    }
}
