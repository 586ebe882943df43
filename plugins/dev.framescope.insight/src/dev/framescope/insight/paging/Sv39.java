package dev.framescope.insight.paging;

/**
 * Constants of Sv39, which Sv48 and Sv57 share but for the number of levels, and the rules by which
 * an entry is valid (Privileged Architecture, Sv39: Page-Based 39-bit Virtual-Memory System, and
 * Virtual Address Translation Process).
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
    static final int SATP_MODE_SHIFT = 60;

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

    /** Bits 54 to 60 are reserved, 61 and 62 belong to Svpbmt, 63 to Svnapot. */
    private static final long PTE_RESERVED = 0x7fL << 54;

    private static final long PTE_PBMT = 3L << 61;
    private static final long PTE_N = 1L << 63;

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

    /** What an entry does at a level. */
    static PageTableEntry.Kind kind(long pte, int level) {
        if ((pte & PteFlags.V) == 0) {
            return PageTableEntry.Kind.INVALID;
        } else if (!problem(pte, level).isEmpty()) {
            return PageTableEntry.Kind.RESERVED;
        }
        return isLeaf(pte) ? PageTableEntry.Kind.LEAF : PageTableEntry.Kind.TABLE;
    }

    /** Why a valid entry makes every walk fault; empty if it does not. */
    static String problem(long pte, int level) {
        if ((pte & PteFlags.V) == 0) {
            return "";
        } else if ((pte & (PTE_RESERVED | PTE_PBMT | PTE_N)) != 0) {
            return "bits 54 to 63 are reserved and must be 0";
        } else if ((pte & PteFlags.W) != 0 && (pte & PteFlags.R) == 0) {
            return "W without R is reserved";
        } else if (!isLeaf(pte)) {
            return pointerProblem(pte, level);
        }
        return (ppn(pte) & (1L << VPN_BITS * level) - 1) == 0 ? "" : "misaligned superpage";
    }

    private static String pointerProblem(long pte, int level) {
        if (level == 0) {
            return "a pointer to a table, but this is the last level";
        }
        return (pte & (PteFlags.U | PteFlags.A | PteFlags.D)) == 0
                ? ""
                : "U, A and D are reserved in a pointer to a table";
    }

    private static boolean isLeaf(long pte) {
        return (pte & (PteFlags.R | PteFlags.W | PteFlags.X)) != 0;
    }
}
