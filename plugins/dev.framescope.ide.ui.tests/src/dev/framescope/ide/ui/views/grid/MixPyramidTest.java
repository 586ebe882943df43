package dev.framescope.ide.ui.views.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class MixPyramidTest {
    private static final int GREEN = 0x009e73;

    @Test
    void cellsOfOneColourHaveThatColour() {
        MixPyramid pyramid = new MixPyramid(1000, item -> GREEN);
        for (int level = 0; level < 5; level++) {
            assertEquals(0xff000000 | GREEN, pyramid.mix(level, 3), "at level " + level);
        }
    }

    @Test
    void aBlankCellHasNoShare() {
        MixPyramid pyramid = new MixPyramid(1000, item -> GridModel.BLANK);
        for (int level = 0; level < 12; level++) {
            assertEquals(0, pyramid.mix(level, 0), "at level " + level);
        }
    }

    @Test
    void aSingleItemIsStillSeenAmongAMillion() {
        int items = 1 << 20;
        MixPyramid pyramid =
                new MixPyramid(items, item -> item == 777_777 ? GREEN : GridModel.BLANK);
        int mix = pyramid.mix(20, 0);
        assertEquals(GREEN, mix & 0xffffff);
        assertNotEquals(0xffffff, ColorMix.over(0xffffff, mix));
    }

    @Test
    void aCellBeyondTheLastItemIsBlank() {
        MixPyramid pyramid = new MixPyramid(5, item -> GREEN);
        assertEquals(0, pyramid.mix(0, 5));
        assertEquals(0, pyramid.mix(2, 2));
        assertNotEquals(0, pyramid.mix(2, 1));
    }

    @Test
    void theShareIsThatOfTheItemsWithAColour() {
        MixPyramid half = new MixPyramid(64, item -> item < 32 ? GREEN : GridModel.BLANK);
        assertEquals(128, half.mix(6, 0) >>> 24);
        assertEquals(255, half.mix(5, 0) >>> 24);
        assertEquals(0, half.mix(5, 1) >>> 24);
    }

    @Test
    void thereMayBeNoItems() {
        assertEquals(0, new MixPyramid(0, item -> GREEN).mix(3, 0));
    }
}
