package dev.framescope.insight.paging;

/**
 * The format of Sv39, which Sv48 and Sv57 share but for the number of levels (Privileged
 * Architecture, Sv39: Page-Based 39-bit Virtual-Memory System). {@link PteRules} says which entries
 * are valid.
 */
public final class Sv39 {
    /** Entries of a table. */
    public static final int ENTRIES = 512;

    public static final int PAGE_SHIFT = 12;
    public static final long PAGE_SIZE = 1L << PAGE_SHIFT;

    /** Bits of the virtual page number that each level looks up. */
    public static final int VPN_BITS = 9;

    /** The number of the CSR satp. */
    static final int SATP = 0x180;

    /** MODE in satp (bits 60 to 63). */
    public static final int SATP_MODE_SHIFT = 60;

    static final int SATP_MODE_BARE = 0;
    static final int SATP_MODE_SV39 = 8;
    static final int SATP_MODE_SV48 = 9;
    static final int SATP_MODE_SV57 = 10;

    /** ASID in satp (bits 44 to 59). */
    static final int SATP_ASID_SHIFT = 44;

    static final int SATP_ASID_MASK = 0xffff;

    /** PPN in satp (bits 0 to 43), and as wide in an entry (bits 10 to 53). */
    static final long PPN_MASK = (1L << 44) - 1;

    static final int PTE_PPN_SHIFT = 10;

    /** Bits 54 to 63: reserved but for the next two. */
    static final long PTE_UPPER = -1L << 54;

    /** The memory type (Svpbmt). */
    static final int PTE_PBMT_SHIFT = 61;

    static final long PTE_PBMT = 3L << PTE_PBMT_SHIFT;

    /** The entry is one of several that make a larger page (Svnapot). */
    static final long PTE_N = 1L << 63;

    /** How many entries make a page of 64 KiB, the one size that Svnapot has. */
    static final int NAPOT_64K_PAGES = 16;

    /** The low bits of the page number that stand for 64 KiB. */
    private static final long NAPOT_64K = 1 << 3;

    private Sv39() {}

    /** How many bytes an entry of a table at this level is responsible for. */
    public static long span(int level) {
        return PAGE_SIZE << VPN_BITS * level;
    }

    /** The address with its highest bit, which depends on the levels, repeated above it. */
    static long signExtend(long vaddr, int levels) {
        int unused = Long.SIZE - PAGE_SHIFT - VPN_BITS * levels;
        return vaddr << unused >> unused;
    }

    /** The page number that an entry points to. */
    static long ppn(long pte) {
        return pte >>> PTE_PPN_SHIFT & PPN_MASK;
    }

    /** Whether a leaf of the last level says that it is part of a page of 64 KiB (Svnapot). */
    static boolean isNapot64K(long pte) {
        return (pte & PTE_N) != 0 && (ppn(pte) & NAPOT_64K_PAGES - 1) == NAPOT_64K;
    }

    /**
     * The frame that an entry leads to: its page number, and in a page of 64 KiB with the low bits
     * of the entry's index (Svnapot).
     */
    static long frame(long pte, int vpn) {
        return isNapot64K(pte) ? ppn(pte) ^ NAPOT_64K | vpn & NAPOT_64K_PAGES - 1 : ppn(pte);
    }
}
