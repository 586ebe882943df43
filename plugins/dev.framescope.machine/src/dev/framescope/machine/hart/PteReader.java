package dev.framescope.machine.hart;

/** Where a page walk reads page-table entries. */
interface PteReader {
    /** Whether an entry can be read here; if not, why. */
    WalkFault check(long pteAddress);

    /** Reads an entry, where {@link #check} found nothing wrong. */
    long read(long pteAddress);
}
