package dev.framescope.ide.ui.views.grid;

/**
 * What an address grid shows: items of equal size at consecutive physical addresses, numbered from
 * 0, such as the page frames of a DRAM. Immutable, without SWT, and cheap to ask: the canvas asks
 * while it paints. Colours are {@code 0xRRGGBB}.
 */
public interface GridModel {
    /** The colour of an item that is drawn like the empty background. */
    int BLANK = -1;

    /** A model of nothing. */
    GridModel EMPTY = new EmptyGridModel();

    /** How many items there are. */
    int itemCount();

    /** Size of one item in bytes. */
    long itemBytes();

    /** First byte address of an item. */
    long addressOf(int item);

    /** An item's colour, or {@link #BLANK}. */
    int color(int item);

    /** The mixture of the items of a cell that stands for {@code 2^level} of them; level ≥ 1. */
    int mix(int level, int cell);

    /** The first item from {@code item} on that is to be marked, or -1. */
    int nextMarked(int item);

    /** A word for inside a large cell, after its address; may be empty. */
    String label(int item);

    /** What a tooltip says of {@code count} items from {@code item} on. */
    String tooltip(int item, int count);
}
