package dev.framescope.cli.compare;

import java.nio.ByteBuffer;

/**
 * The page tables of a random program. All roots share the table of the data window; each maps the
 * machine's RAM to itself, with the pages of blocks for S-mode or for U-mode.
 */
final class PageTables {
    static final int V = 1;
    static final int R = 2;
    static final int W = 4;
    static final int X = 8;
    static final int U = 16;
    static final int A = 64;
    static final int D = 128;

    /**
     * Where blocks find their data under translation: pages of {@link #leaf}. As physical addresses
     * these are nothing's.
     */
    static final long WINDOW = 0x19_0000_0000L;

    /** Pages of the window whose entries blocks change. */
    static final int WINDOW_PAGES = 8;

    /** A page of 2 MiB beside it. */
    static final long LARGE_WINDOW = WINDOW + (2L << 20);

    private static final int PPN_SHIFT = 10;
    private static final int[] MODES = {8, 9, 10};

    private PageTables() {}

    private static long table(int number) {
        return Layout.TABLES + (long) number * Layout.PAGE;
    }

    /** The address of an entry of the window's last level. */
    static long leaf(int page) {
        return table(9) + 8L * page;
    }

    /** The address of the large page's entry. */
    static long largeEntry() {
        return table(8) + 8;
    }

    static long pte(long paddr, int flags) {
        return paddr >>> 12 << PPN_SHIFT | flags;
    }

    /**
     * satp for one of the roots.
     *
     * @param levels 3 to 5
     */
    static long satp(int levels, boolean user, int asid) {
        int number = 2 * (levels - 3) + (user ? 1 : 0);
        return (long) MODES[levels - 3] << 60 | (long) asid << 44 | table(number) >>> 12;
    }

    /** Writes all tables into the image of the memory. */
    static void write(ByteBuffer memory) {
        for (int user = 0; user < 2; user++) {
            long code = table(6 + user);
            put(memory, table(user), (int) (WINDOW >>> 30), pte(table(8), V));
            put(memory, table(user), 2, pte(code, V));
            put(memory, table(2 + user), 0, pte(table(user), V));
            put(memory, table(4 + user), 0, pte(table(2 + user), V));
            for (int page = 0; page < 64; page++) {
                int flags = V | R | W | X | A | D | (user == 1 && page > 0 ? U : 0);
                put(memory, code, page, pte(Layout.BASE + ((long) page << 21), flags));
            }
        }
        put(memory, table(8), 0, pte(table(9), V));
        put(memory, table(8), 1, pte(Layout.BASE, V | R | W | A | D));
        for (int page = 0; page < WINDOW_PAGES; page++) {
            put(memory, table(9), page, pte(Layout.DATA + (page & 3) * 4096L, V | R | W | U));
        }
    }

    private static void put(ByteBuffer memory, long table, int index, long pte) {
        memory.putLong((int) (table - Layout.BASE) + 8 * index, pte);
    }
}
