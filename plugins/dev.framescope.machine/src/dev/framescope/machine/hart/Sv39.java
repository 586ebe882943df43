package dev.framescope.machine.hart;

/** The format of satp and of page-table entries (Privileged Architecture, Sv39). */
final class Sv39 {
    static final int LEVELS = 3;
    static final int PAGE_BITS = 12;
    static final long PAGE_BYTES = 1L << PAGE_BITS;
    static final long PAGE_MASK = -PAGE_BYTES;
    static final int VPN_BITS = 9;
    static final int VPN_MASK = (1 << VPN_BITS) - 1;
    static final int PTE_BYTES = 8;

    /** Virtual addresses are sign-extended from bit 38. */
    static final int VADDR_BITS = 39;

    static final long PPN_MASK = (1L << 44) - 1;

    static final int SATP_MODE_SHIFT = 60;
    static final int MODE_BARE = 0;
    static final int MODE_SV39 = 8;

    static final long V = 1;
    static final long R = 1 << 1;
    static final long W = 1 << 2;
    static final long X = 1 << 3;
    static final long U = 1 << 4;
    static final long A = 1 << 6;
    static final long D = 1 << 7;
    static final int PTE_PPN_SHIFT = 10;

    /** Bits 63 to 54: of extensions that this hart does not have. */
    static final long PTE_RESERVED = -1L << 54;

    private Sv39() {}

    static int mode(long satp) {
        return (int) (satp >>> SATP_MODE_SHIFT);
    }

    static boolean translates(long satp) {
        return mode(satp) == MODE_SV39;
    }

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

    static boolean canonical(long vaddr) {
        int unused = Long.SIZE - VADDR_BITS;
        return vaddr << unused >> unused == vaddr;
    }
}
