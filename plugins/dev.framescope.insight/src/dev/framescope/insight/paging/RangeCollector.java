package dev.framescope.insight.paging;

import dev.framescope.insight.paging.TableReader.TableFrame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Walks all tables in the order of virtual addresses and merges neighbouring pages. */
final class RangeCollector {
    /** What has to be equal for pages to be told together. */
    private static final long MERGE_MASK =
            PteFlags.V
                    | PteFlags.R
                    | PteFlags.W
                    | PteFlags.X
                    | PteFlags.U
                    | PteFlags.G
                    | Sv39.PTE_PBMT;

    /** Leaves of higher levels are counted as the gigapages that they replace. */
    private static final int MAX_COUNTED_LEVEL = 2;

    private final PteRules rules;
    private final Map<Long, TableFrame> frames;
    private final int rangeLimit;
    private final List<MappedRange> ranges = new ArrayList<>();
    private final long[] pages = new long[MAX_COUNTED_LEVEL + 1];
    private int levels;
    private long napotEntries;
    private long tableVisitsLeft;
    private boolean truncated;

    /** The range that is growing; none if its size is 0. */
    private long vaddr;

    private long paddr;
    private long size;
    private long flags;

    RangeCollector(PteRules rules, Map<Long, TableFrame> frames, long tableVisits, int rangeLimit) {
        this.rules = rules;
        this.frames = frames;
        this.tableVisitsLeft = tableVisits;
        this.rangeLimit = rangeLimit;
    }

    List<MappedRange> collect(long rootPpn, int levelCount) {
        levels = levelCount;
        walk(rootPpn, levels - 1, 0, 0);
        finish();
        return List.copyOf(ranges);
    }

    /** Whether there was more to tell. */
    boolean truncated() {
        return truncated;
    }

    /** Shared tables are walked once for each path to them, at most as often as allowed. */
    private void walk(long ppn, int level, long base, long inheritedFlags) {
        TableFrame table = frames.get(ppn);
        if (table == null || truncated) {
            return;
        }
        if (tableVisitsLeft-- == 0) {
            truncated = true;
            return;
        }
        for (int vpn = 0; vpn < Sv39.ENTRIES; vpn++) {
            long pte = table.ptes()[vpn];
            if ((pte & PteFlags.V) == 0) {
                continue;
            }
            long start = Sv39.signExtend(base + vpn * Sv39.span(level), levels);
            switch (rules.kind(pte, level)) {
                case TABLE ->
                        walk(Sv39.ppn(pte), level - 1, start, inheritedFlags | pte & PteFlags.G);
                case LEAF ->
                        page(
                                start,
                                Sv39.frame(pte, vpn) << Sv39.PAGE_SHIFT,
                                level,
                                pte | inheritedFlags);
                case INVALID, RESERVED -> {
                    // Maps nothing.
                }
            }
        }
    }

    /**
     * @param pageFlags the entry, and the flags of the tables above it
     */
    private void page(long pageVaddr, long pagePaddr, int level, long pageFlags) {
        boolean continues =
                size != 0
                        && pageVaddr == vaddr + size
                        && pagePaddr == paddr + size
                        && (pageFlags & MERGE_MASK) == (flags & MERGE_MASK);
        if (!continues) {
            finish();
            vaddr = pageVaddr;
            paddr = pagePaddr;
            flags = pageFlags;
        }
        flags |= pageFlags;
        size += Sv39.span(level);
        if ((pageFlags & Sv39.PTE_N) != 0) {
            napotEntries++;
            return;
        }
        int counted = Math.min(level, MAX_COUNTED_LEVEL);
        pages[counted] += Sv39.span(level) / Sv39.span(counted);
    }

    private void finish() {
        if (size == 0) {
            return;
        }
        if (ranges.size() < rangeLimit) {
            ranges.add(
                    new MappedRange(
                            vaddr,
                            paddr,
                            size,
                            PteFlags.of(flags),
                            pages[0],
                            Math.ceilDiv(napotEntries, Sv39.NAPOT_64K_PAGES),
                            pages[1],
                            pages[2]));
        } else {
            truncated = true;
        }
        size = 0;
        napotEntries = 0;
        Arrays.fill(pages, 0);
    }
}
