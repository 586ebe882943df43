package dev.framescope.insight.paging;

/**
 * What the PBMT bits of a page-table entry say about the memory (Privileged Architecture, "Svpbmt"
 * Extension). The order is that of the encoding.
 */
public enum MemoryType {
    /** As the attributes of the physical memory are. */
    PMA,
    /** Not cached, idempotent, weakly ordered: for main memory. */
    NC,
    /** Not cached, not idempotent, strongly ordered: for devices. */
    IO,
    /** A walk faults. */
    RESERVED;

    private static final MemoryType[] BY_BITS = values();

    static MemoryType of(long pte) {
        return BY_BITS[(int) ((pte & Sv39.PTE_PBMT) >>> Sv39.PTE_PBMT_SHIFT)];
    }
}
