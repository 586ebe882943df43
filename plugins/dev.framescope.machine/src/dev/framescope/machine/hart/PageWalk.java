package dev.framescope.machine.hart;

import dev.framescope.machine.Access;

/**
 * The walk through page tables (Privileged Architecture, Virtual Address Translation Process). The
 * one implementation for the MMU and for inspection: it depends on its arguments only, changes
 * nothing, and allocates nothing. The result of the last walk stays in the object.
 */
final class PageWalk {
    private static final int MAX_LEVELS = 5;

    private final long[] pteAddresses = new long[MAX_LEVELS];
    private final long[] ptes = new long[MAX_LEVELS];
    private int steps;
    private boolean leafFound;
    private long pageSize;
    private long paddr;

    /**
     * Walks.
     *
     * @param satp the root, of a mode that translates
     * @param user whether with U-mode's rights rather than S-mode's
     * @param status SUM and MXR as in {@link Status}
     * @param extensions upper bits that entries may have set: {@link Sv39#N}, {@link Sv39#PBMT}
     * @return what is wrong; A and D are not considered
     */
    WalkFault walk(
            PteReader reader,
            long satp,
            long vaddr,
            Access access,
            boolean user,
            long status,
            long extensions) {
        steps = 0;
        leafFound = false;
        int levels = SatpMode.levels(satp);
        if (!SatpMode.canonical(vaddr, levels)) {
            return WalkFault.NOT_CANONICAL;
        }
        long table = (satp & Sv39.PPN_MASK) << Sv39.PAGE_BITS;
        for (int level = levels - 1; level >= 0; level--) {
            long pteAddress = table + (long) Sv39.vpn(vaddr, level) * Sv39.PTE_BYTES;
            WalkFault unreadable = reader.check(pteAddress);
            if (unreadable != WalkFault.NONE) {
                return unreadable;
            }
            long pte = reader.read(pteAddress);
            pteAddresses[steps] = pteAddress;
            ptes[steps++] = pte;
            WalkFault malformed = malformed(pte, extensions);
            if (malformed != WalkFault.NONE) {
                return malformed;
            }
            if ((pte & (Sv39.R | Sv39.X)) != 0) {
                return leaf(pte, level, vaddr, access, user, status);
            }
            if ((pte & Sv39.PTE_UPPER) != 0) {
                return WalkFault.RESERVED_BITS;
            }
            if ((pte & (Sv39.D | Sv39.A | Sv39.U)) != 0) {
                return WalkFault.POINTER_WITH_LEAF_BITS;
            }
            table = Sv39.ppn(pte) << Sv39.PAGE_BITS;
        }
        return WalkFault.NO_LEAF;
    }

    private static WalkFault malformed(long pte, long extensions) {
        if ((pte & Sv39.V) == 0) {
            return WalkFault.NOT_VALID;
        }
        if ((pte & Sv39.PTE_UPPER & ~extensions) != 0 || (pte & Sv39.PBMT) == Sv39.PBMT) {
            return WalkFault.RESERVED_BITS;
        }
        return (pte & (Sv39.R | Sv39.W)) == Sv39.W ? WalkFault.WRITE_WITHOUT_READ : WalkFault.NONE;
    }

    private WalkFault leaf(
            long pte, int level, long vaddr, Access access, boolean user, long status) {
        long size = Sv39.pageSize(level);
        long ppn = Sv39.ppn(pte);
        if ((pte & Sv39.N) != 0) {
            if (level != 0 || (ppn & Sv39.NAPOT_64K_PAGES - 1) != Sv39.NAPOT_64K) {
                return WalkFault.RESERVED_NAPOT;
            }
            size *= Sv39.NAPOT_64K_PAGES;
            ppn ^= Sv39.NAPOT_64K;
        }
        long offsetMask = size - 1;
        long frame = ppn << Sv39.PAGE_BITS;
        if ((frame & offsetMask) != 0) {
            return WalkFault.MISALIGNED_SUPERPAGE;
        }
        leafFound = true;
        pageSize = size;
        paddr = frame | vaddr & offsetMask;
        boolean userPage = (pte & Sv39.U) != 0;
        if (user && !userPage) {
            return WalkFault.SUPERVISOR_PAGE;
        }
        if (!user && userPage) {
            if (access == Access.FETCH) {
                return WalkFault.USER_CODE;
            }
            if ((status & Status.SUM) == 0) {
                return WalkFault.USER_PAGE;
            }
        }
        return permission(pte, access, status);
    }

    private static WalkFault permission(long pte, Access access, long status) {
        return switch (access) {
            case FETCH -> (pte & Sv39.X) != 0 ? WalkFault.NONE : WalkFault.NOT_EXECUTABLE;
            case STORE -> (pte & Sv39.W) != 0 ? WalkFault.NONE : WalkFault.NOT_WRITABLE;
            case LOAD -> {
                long readable = (status & Status.MXR) != 0 ? Sv39.R | Sv39.X : Sv39.R;
                yield (pte & readable) != 0 ? WalkFault.NONE : WalkFault.NOT_READABLE;
            }
        };
    }

    /** What a hart that does not set A and D itself finds wrong with the leaf. */
    WalkFault accessedDirty(Access access) {
        long pte = ptes[steps - 1];
        if ((pte & Sv39.A) == 0) {
            return WalkFault.NOT_ACCESSED;
        }
        return access == Access.STORE && (pte & Sv39.D) == 0 ? WalkFault.NOT_DIRTY : WalkFault.NONE;
    }

    /** How many entries were read. */
    int steps() {
        return steps;
    }

    /** The physical address of an entry that was read, the root's first. */
    long pteAddress(int step) {
        return pteAddresses[step];
    }

    /** An entry that was read, the root's first. */
    long pte(int step) {
        return ptes[step];
    }

    /** Whether the walk came to a well-formed leaf, whatever its permissions. */
    boolean leafFound() {
        return leafFound;
    }

    /** Bytes covered by the leaf, if one was found. */
    long pageSize() {
        return pageSize;
    }

    /** Where the address leads, if a leaf was found. */
    long paddr() {
        return paddr;
    }
}
