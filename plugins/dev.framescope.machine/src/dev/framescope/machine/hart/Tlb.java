package dev.framescope.machine.hart;

import java.util.Arrays;

/**
 * A direct-mapped cache of translations to pages of RAM, for one kind of access. The interpreter
 * looks entries up itself, in {@link #entries}: at {@link #index}, a tag, and behind it the place
 * of the page in RAM.
 *
 * <p>The tag is the virtual page's address with a key in the bits below (see {@link TlbKeys}). The
 * place is a chunk's number in the high word and the page's index in that chunk in the low word.
 * Comparing the tag with the address masked by {@code PAGE_MASK | size - 1}, or-ed with the key,
 * finds the page and tells that the access is aligned, at once.
 */
final class Tlb {
    private static final int ENTRIES = 4096;

    /** Bits of an address, shifted right by {@link #INDEX_SHIFT}, that choose an entry's tag. */
    static final int INDEX_MASK = 2 * (ENTRIES - 1);

    static final int INDEX_SHIFT = Sv39.PAGE_BITS - 1;

    /**
     * A bit of the tag that no key has: the interpreter does not find the entry by itself, but
     * {@link #find} does. So watched pages are translated as often as if they were not.
     */
    static final long WATCHED = 1L << Sv39.PAGE_BITS - 1;

    /** Bits 0 to 2 are set and {@link #WATCHED}, so this matches no access. */
    private static final long NO_TAG = -1;

    private final long[] entries = new long[2 * ENTRIES];

    Tlb() {
        clear();
    }

    long[] entries() {
        return entries;
    }

    static int index(long vaddr) {
        return (int) (vaddr >>> INDEX_SHIFT) & INDEX_MASK;
    }

    /** The place of the byte with this address in RAM; -1 if the page is not here. */
    long find(long vaddr, long key) {
        int index = index(vaddr);
        if ((entries[index] & ~WATCHED) != (vaddr & Sv39.PAGE_MASK | key)) {
            return -1;
        }
        return entries[index + 1] | vaddr & ~Sv39.PAGE_MASK;
    }

    /** Enters a page, whose place in RAM is given. */
    void put(long vaddr, long key, long place, boolean watched) {
        int index = index(vaddr);
        entries[index] = vaddr & Sv39.PAGE_MASK | key | (watched ? WATCHED : 0);
        entries[index + 1] = place;
    }

    /** Tells whether a page is watched, by its virtual address and its place in RAM. */
    interface WatchedPages {
        boolean contain(long vaddr, long place);
    }

    /** Looks at all entries again, since other pages are watched than before. */
    void mark(WatchedPages watched) {
        for (int i = 0; i < entries.length; i += 2) {
            long tag = entries[i];
            if (tag != NO_TAG) {
                boolean on = watched.contain(tag & Sv39.PAGE_MASK, entries[i + 1]);
                entries[i] = on ? tag | WATCHED : tag & ~WATCHED;
            }
        }
    }

    void clear() {
        Arrays.fill(entries, NO_TAG);
    }

    /** Removes every entry that leads to this page of RAM. */
    void removePlace(long place) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i + 1] == place) {
                entries[i] = NO_TAG;
            }
        }
    }

    long digest() {
        return Arrays.hashCode(entries);
    }
}
