package dev.framescope.insight.paging;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One table of an address space, seen from its place in the tree. Immutable; any thread may use it.
 */
public final class PageTable {
    private final PteRules rules;
    private final int levels;
    private final int level;
    private final long ppn;
    private final long vaddr;
    private final long[] ptes;

    PageTable(PteRules rules, int levels, int level, long ppn, long vaddr, long[] ptes) {
        this.rules = rules;
        this.levels = levels;
        this.level = level;
        this.ppn = ppn;
        this.vaddr = vaddr;
        this.ptes = ptes;
    }

    /** 2 for the root table of Sv39, 0 for the last. */
    public int level() {
        return level;
    }

    /** The frame that holds it. */
    public long ppn() {
        return ppn;
    }

    /** First virtual address it is responsible for, sign-extended. */
    public long vaddr() {
        return vaddr;
    }

    /** The entry of that index, 0 to 511. */
    public PageTableEntry entry(int vpn) {
        long pte = ptes[vpn];
        return new PageTableEntry(
                level,
                vpn,
                Sv39.signExtend(vaddr + vpn * Sv39.span(level), levels),
                (ppn << Sv39.PAGE_SHIFT) + vpn * 8L,
                pte,
                rules.kind(pte, level),
                rules.problem(pte, level));
    }

    /** The entries that are not all zeroes, by index. */
    public List<PageTableEntry> entries() {
        return IntStream.range(0, Sv39.ENTRIES)
                .filter(vpn -> ptes[vpn] != 0)
                .mapToObj(this::entry)
                .toList();
    }
}
