package dev.framescope.insight.paging;

import dev.framescope.machine.Inspection;

/**
 * The rules by which an entry is valid (Privileged Architecture, Virtual Address Translation
 * Process, "Svnapot" and "Svpbmt" Extensions).
 *
 * @param extensions the bits above the page number that leaves may have set
 */
record PteRules(long extensions) {
    private static final String RESERVED_BITS = "bits 54 to 63 are reserved and must be 0";

    /** The rules of a machine: what one of its harts allows is allowed. */
    static PteRules of(Inspection machine) {
        long extensions = 0;
        for (int hart = 0; hart < machine.hartCount(); hart++) {
            extensions |= machine.hart(hart).pteExtensions();
        }
        return new PteRules(extensions);
    }

    /** What an entry does at a level. */
    PageTableEntry.Kind kind(long pte, int level) {
        if ((pte & PteFlags.V) == 0) {
            return PageTableEntry.Kind.INVALID;
        } else if (!problem(pte, level).isEmpty()) {
            return PageTableEntry.Kind.RESERVED;
        }
        return isLeaf(pte) ? PageTableEntry.Kind.LEAF : PageTableEntry.Kind.TABLE;
    }

    /** Why a valid entry makes every walk fault; empty if it does not. */
    String problem(long pte, int level) {
        if ((pte & PteFlags.V) == 0) {
            return "";
        } else if ((pte & Sv39.PTE_UPPER & ~extensions) != 0) {
            return extensions == 0
                    ? RESERVED_BITS
                    : "some of the bits 54 to 63 are reserved and must be 0";
        } else if (MemoryType.of(pte) == MemoryType.RESERVED) {
            return "memory type 3 is reserved";
        } else if ((pte & PteFlags.W) != 0 && (pte & PteFlags.R) == 0) {
            return "W without R is reserved";
        }
        return isLeaf(pte) ? leafProblem(pte, level) : pointerProblem(pte, level);
    }

    private static String leafProblem(long pte, int level) {
        if ((pte & Sv39.PTE_N) == 0) {
            return (Sv39.ppn(pte) & (1L << Sv39.VPN_BITS * level) - 1) == 0
                    ? ""
                    : "misaligned superpage";
        } else if (level > 0) {
            return "N is reserved in a superpage";
        }
        return Sv39.isNapot64K(pte) ? "" : "N with a size other than 64 KiB is reserved";
    }

    private static String pointerProblem(long pte, int level) {
        if (level == 0) {
            return "a pointer to a table, but this is the last level";
        } else if ((pte & Sv39.PTE_UPPER) != 0) {
            return RESERVED_BITS + " in a pointer to a table";
        }
        return (pte & (PteFlags.U | PteFlags.A | PteFlags.D)) == 0
                ? ""
                : "U, A and D are reserved in a pointer to a table";
    }

    private static boolean isLeaf(long pte) {
        return (pte & (PteFlags.R | PteFlags.W | PteFlags.X)) != 0;
    }
}
