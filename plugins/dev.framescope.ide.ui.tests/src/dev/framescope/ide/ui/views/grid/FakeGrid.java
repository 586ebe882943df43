package dev.framescope.ide.ui.views.grid;

/** Items of 4 KiB from 0x80000000 on, with the colours given. */
record FakeGrid(int... colors) implements GridModel {
    @Override
    public int itemCount() {
        return colors.length;
    }

    @Override
    public long itemBytes() {
        return 4096;
    }

    @Override
    public long addressOf(int item) {
        return 0x8000_0000L + item * 4096L;
    }

    @Override
    public int color(int item) {
        return colors[item];
    }

    @Override
    public int mix(int level, int cell) {
        return new MixPyramid(colors.length, this::color).mix(level, cell);
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
