package dev.framescope.ide.ui.views.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The colour mixtures of runs of 2, 4, 8, ... grid items, so that a whole 16 GiB memory can be
 * painted without looking at each of its frames. Immutable; made in a job.
 */
public final class MixPyramid {
    /** Levels below are mixed on demand: they would take most of the memory. */
    private static final int FIRST_STORED_LEVEL = 2;

    private final int items;
    private final IntUnaryOperator color;
    private final List<int[]> stored = new ArrayList<>();

    /**
     * @param items how many items there are
     * @param color the colour of each, or {@link GridModel#BLANK}
     */
    public MixPyramid(int items, IntUnaryOperator color) {
        this.items = items;
        this.color = color;
        int cells = cellCount(FIRST_STORED_LEVEL);
        if (cells == 0) {
            return;
        }
        int[] level = new int[cells];
        for (int i = 0; i < cells; i++) {
            level[i] = ColorMix.of(pair(2 * i), pair(2 * i + 1));
        }
        stored.add(level);
        while (level.length > 1) {
            int[] below = level;
            level = new int[(below.length + 1) / 2];
            for (int i = 0; i < level.length; i++) {
                level[i] =
                        ColorMix.of(below[2 * i], 2 * i + 1 < below.length ? below[2 * i + 1] : 0);
            }
            stored.add(level);
        }
    }

    /** The mixture of a cell of {@code 2^level} items; 0 for a cell beyond the last item. */
    public int mix(int level, int cell) {
        if (cell < 0 || cell >= cellCount(level)) {
            return 0;
        }
        return switch (level) {
            case 0 -> ColorMix.of(color.applyAsInt(cell));
            case 1 -> pair(cell);
            default ->
                    stored.get(Math.min(level - FIRST_STORED_LEVEL, stored.size() - 1))[
                            level - FIRST_STORED_LEVEL < stored.size() ? cell : 0];
        };
    }

    private int cellCount(int level) {
        return (int) ((items + (1L << level) - 1) >> level);
    }

    private int pair(int cell) {
        return ColorMix.of(single(2 * cell), single(2 * cell + 1));
    }

    private int single(int item) {
        return item < items ? ColorMix.of(color.applyAsInt(item)) : 0;
    }
}
