package dev.framescope.machine.hart;

/** The modes of satp (Privileged Architecture, Supervisor Address Translation and Protection). */
final class SatpMode {
    static final int BARE = 0;

    private static final int SV39 = 8;
    private static final int SV57 = 10;
    private static final int SHIFT = 60;

    private SatpMode() {}

    static int of(long satp) {
        return (int) (satp >>> SHIFT);
    }

    /** Levels of page tables: 3, 4 or 5; 0 if the mode is Bare or reserved. */
    static int levels(long satp) {
        int mode = of(satp);
        return mode >= SV39 && mode <= SV57 ? mode - SV39 + Sv39.LEVELS : 0;
    }

    static boolean translates(long satp) {
        return levels(satp) != 0;
    }

    /** Bits of a virtual address; those above repeat the highest one. */
    static int vaddrBits(int levels) {
        return Sv39.PAGE_BITS + Sv39.VPN_BITS * levels;
    }

    static boolean canonical(long vaddr, int levels) {
        int unused = Long.SIZE - vaddrBits(levels);
        return vaddr << unused >> unused == vaddr;
    }
}
