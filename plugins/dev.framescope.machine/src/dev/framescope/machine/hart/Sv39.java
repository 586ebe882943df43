package dev.framescope.machine.hart;

/**
 * The format of page tables (Privileged Architecture, Sv39). Sv48 and Sv57 share all of it but the
 * number of levels, for which see {@link SatpMode}.
 */
final class Sv39 {
    static final int LEVELS = 3;
    static final int PAGE_BITS = 12;
    static final long PAGE_BYTES = 1L << PAGE_BITS;
    static final long PAGE_MASK = -PAGE_BYTES;
    static final int VPN_BITS = 9;
    static final int VPN_MASK = (1 << VPN_BITS) - 1;
    static final int PTE_BYTES = 8;

    static final long PPN_MASK = (1L << 44) - 1;

    static final long V = 1;
    static final long R = 1 << 1;
    static final long W = 1 << 2;
    static final long X = 1 << 3;
    static final long U = 1 << 4;
    static final long A = 1 << 6;
    static final long D = 1 << 7;
    static final int PTE_PPN_SHIFT = 10;

    /** Bits 63 to 54: reserved but for the next two. */
    static final long PTE_UPPER = -1L << 54;

    /** Svpbmt: the memory type. The highest value is reserved. */
    static final long PBMT = 3L << 61;

    /** Svnapot: the leaf maps more than a page. */
    static final long N = 1L << 63;

    /** Svnapot: the low bits of the PPN that stand for 64 KiB, the one size there is. */
    static final long NAPOT_64K = 1 << 3;

    static final int NAPOT_64K_PAGES = 16;

    private Sv39() {}

    static int vpn(long vaddr, int level) {
        return (int) (vaddr >>> PAGE_BITS + VPN_BITS * level) & VPN_MASK;
    }

    static long ppn(long pte) {
        return pte >>> PTE_PPN_SHIFT & PPN_MASK;
    }

    /** Bytes covered by a leaf of this level. */
    static long pageSize(int level) {
        return PAGE_BYTES << VPN_BITS * level;
    }
}
