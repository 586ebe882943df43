package dev.framescope.ide.ui.views.grid;

/** No items. */
final class EmptyGridModel implements GridModel {
    @Override
    public int itemCount() {
        return 0;
    }

    @Override
    public long itemBytes() {
        return 1;
    }

    @Override
    public long addressOf(int item) {
        return 0;
    }

    @Override
    public int color(int item) {
        return BLANK;
    }

    @Override
    public int mix(int level, int cell) {
        return 0;
    }

    @Override
    public int nextMarked(int item) {
        return -1;
    }

    @Override
    public String label(int item) {
        return "";
    }

    @Override
    public String tooltip(int item, int count) {
        return "";
    }
}
