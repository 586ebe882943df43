package dev.framescope.machine.memory;

import dev.framescope.machine.WatchKind;

import java.util.List;
import java.util.Set;

/** What is watched in memory, for those who access it. Immutable. */
public final class WatchTable {
    /** Nothing is watched. */
    public static final WatchTable NONE = new WatchTable(List.of(), List.of());

    private final List<WatchedBytes> physical;
    private final List<WatchedBytes> virtual;
    private final PageRanges physicalReads;
    private final PageRanges physicalWrites;
    private final PageRanges virtualReads;
    private final PageRanges virtualWrites;

    /**
     * @param physical watched whoever accesses them
     * @param virtual watched when harts access them through these addresses; in which address space
     *     is not looked at here
     */
    public WatchTable(List<WatchedBytes> physical, List<WatchedBytes> virtual) {
        this.physical = List.copyOf(physical);
        this.virtual = List.copyOf(virtual);
        physicalReads = pages(physical, WatchKind.READ);
        physicalWrites = pages(physical, WatchKind.WRITE);
        virtualReads = pages(virtual, WatchKind.READ);
        virtualWrites = pages(virtual, WatchKind.WRITE);
    }

    private static PageRanges pages(List<WatchedBytes> bytes, WatchKind kind) {
        return PageRanges.of(bytes.stream().filter(range -> range.kinds().contains(kind)).toList());
    }

    /** Whether loads from this page, at these addresses, are to be looked at one by one. */
    public boolean readsInPage(long vaddr, long paddr) {
        return physicalReads.contains(paddr) || virtualReads.contains(vaddr);
    }

    /** Whether stores to this page, at these addresses, are to be looked at one by one. */
    public boolean writesInPage(long vaddr, long paddr) {
        return physicalWrites.contains(paddr) || virtualWrites.contains(vaddr);
    }

    /** Whether an access within a page, by its physical address, touches what is watched. */
    public boolean touches(Set<WatchKind> kinds, long paddr, int bytes) {
        return inPage(kinds, physicalReads, physicalWrites, paddr)
                && touches(physical, kinds, paddr, bytes);
    }

    /** Whether a hart's access within a page touches what is watched, by either address. */
    public boolean touches(Set<WatchKind> kinds, long vaddr, long paddr, int bytes) {
        return touches(kinds, paddr, bytes)
                || inPage(kinds, virtualReads, virtualWrites, vaddr)
                        && touches(virtual, kinds, vaddr, bytes);
    }

    private static boolean inPage(
            Set<WatchKind> kinds, PageRanges reads, PageRanges writes, long address) {
        return kinds.contains(WatchKind.READ) && reads.contains(address)
                || kinds.contains(WatchKind.WRITE) && writes.contains(address);
    }

    private static boolean touches(
            List<WatchedBytes> watched, Set<WatchKind> kinds, long address, int bytes) {
        for (WatchedBytes range : watched) {
            if (range.touchedBy(kinds, address, bytes)) {
                return true;
            }
        }
        return false;
    }
}
