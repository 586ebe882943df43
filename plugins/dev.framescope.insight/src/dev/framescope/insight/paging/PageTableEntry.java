package dev.framescope.insight.paging;

import java.util.Objects;

/**
 * One entry of a page table, decoded.
 *
 * @param level 2 in the root table of Sv39, 0 in the last
 * @param vpn index in its table, 0 to 511
 * @param vaddr first virtual address it is responsible for, sign-extended
 * @param pteAddress physical address of the entry
 * @param pte the entry as it is in memory
 * @param kind what the entry does
 * @param problem for {@link Kind#RESERVED}, why a walk faults here; else empty
 */
public record PageTableEntry(
        int level, int vpn, long vaddr, long pteAddress, long pte, Kind kind, String problem) {
    public PageTableEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(problem, "problem");
    }

    /** The flag bits of this entry alone. */
    public PteFlags flags() {
        return new PteFlags((int) pte);
    }

    /** The page number it points to. */
    public long ppn() {
        return Sv39.ppn(pte);
    }

    /** How many bytes it is responsible for: 4 KiB, 2 MiB or 1 GiB. */
    public long span() {
        return Sv39.span(level);
    }

    /** What an entry does. */
    public enum Kind {
        /** Not valid: V is clear. */
        INVALID,
        /** Points to the next table. */
        TABLE,
        /** Maps a page, or a superpage above level 0. */
        LEAF,
        /** Valid, but in a way that makes every walk fault. */
        RESERVED
    }
}
