package dev.framescope.insight.paging;

import java.util.List;

/**
 * One table of an address space, seen from its place in the tree. Immutable; any thread may use it.
 */
public final class PageTable {
    private PageTable() {}

    /** 2 for the root table of Sv39, 0 for the last. */
    public int level() {
        throw new UnsupportedOperationException();
    }

    /** The frame that holds it. */
    public long ppn() {
        throw new UnsupportedOperationException();
    }

    /** First virtual address it is responsible for, sign-extended. */
    public long vaddr() {
        throw new UnsupportedOperationException();
    }

    /** The entry of that index, 0 to 511. */
    public PageTableEntry entry(int vpn) {
        throw new UnsupportedOperationException();
    }

    /** The entries that are not all zeroes, by index. */
    public List<PageTableEntry> entries() {
        throw new UnsupportedOperationException();
    }
}
