package dev.framescope.cli.compare;

/** Where everything is in the memory of a random program. Addresses are physical. */
final class Layout {
    static final long BASE = 0x8000_0000L;

    /** What the code around the blocks works with: 64-bit slots, see {@link Slot}. */
    static final long CONTEXT = BASE + 0x4000;

    /** Four pages that blocks load from and store to. */
    static final long DATA = BASE + 0x8000;

    static final int DATA_PAGES = 4;
    static final int PAGE = 0x1000;

    /** Page tables, see {@link PageTables}. */
    static final long TABLES = BASE + 0x1_0000;

    /** For each block, what is put into slots before it runs. */
    static final long HEADERS = BASE + 0x2_0000;

    /** The blocks; from here on pages are user pages where the mode of translation says so. */
    static final long CODE = BASE + 0x20_0000;

    /** Beyond the memory of both machines. */
    static final long MEMORY_END = BASE + (128L << 20);

    static final long FINISHER = 0x10_0000;
    static final long UART = 0x1000_0000;
    static final long TIMER_COMPARE = 0x200_4000;

    private Layout() {}
}
