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
        return PteFlags.of(pte);
    }

    /** The page number it points to; of a page of 64 KiB, the part that this entry maps. */
    public long ppn() {
        return Sv39.frame(pte, vpn);
    }

    /** How many bytes it is responsible for: 4 KiB, 2 MiB or 1 GiB. */
    public long span() {
        return Sv39.span(level);
    }

    /** Whether it is one of the 16 entries that make a page of 64 KiB (Svnapot). */
    public boolean napot() {
        return kind == Kind.LEAF && (pte & Sv39.PTE_N) != 0;
    }

    /** The size in bytes of the page that a leaf maps or is part of. */
    public long pageSize() {
        return napot() ? Sv39.NAPOT_64K_PAGES * span() : span();
    }

    /** Whether this leaf and the one at the next index map neighbouring memory in the same way. */
    public boolean continuesIn(PageTableEntry next) {
        return kind == Kind.LEAF
                && next.kind == Kind.LEAF
                && next.level == level
                && next.vpn == vpn + 1
                && next.ppn() - ppn() == span() >>> Sv39.PAGE_SHIFT
                && next.napot() == napot()
                && next.flags().equals(flags());
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
