package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.CodeSpace;

/**
 * What the view wants to be read.
 *
 * @param space the addresses
 * @param low about the first address
 * @param high after the last
 * @param anchor an address between, at which an instruction begins
 * @param reveal whether the anchor is to be brought into sight; otherwise the view stays where it
 *     is
 */
record PageRequest(CodeSpace space, long low, long high, long anchor, boolean reveal) {
    /** Bytes of code shown before and after the one that is asked for. */
    private static final int BEFORE = 512;

    private static final int AFTER = 1024;

    /** By so much a page grows when the reader comes to its end. */
    private static final int GROWTH = 1024;

    /** A page that is longer loses its other end when it grows. */
    private static final int LONGEST = 16 * 1024;

    /** Around an address. */
    static PageRequest around(CodeSpace space, long address) {
        long low = Long.compareUnsigned(address, BEFORE) < 0 ? 0 : address - BEFORE;
        return new PageRequest(space, low, above(address, AFTER), address, true);
    }

    /** The same addresses again, as they are now, to show another one of them. */
    static PageRequest again(DisassemblyPage page, long anchor, boolean reveal) {
        return new PageRequest(page.space(), page.low(), page.high(), anchor, reveal);
    }

    /** More addresses at the low end. */
    static PageRequest moreAbove(DisassemblyPage page) {
        long low = Long.compareUnsigned(page.low(), GROWTH) < 0 ? 0 : page.low() - GROWTH;
        long high = Math.min(page.high() - low, LONGEST) + low;
        return new PageRequest(page.space(), low, high, page.low(), false);
    }

    /** More addresses at the high end. */
    static PageRequest moreBelow(DisassemblyPage page) {
        long high = above(page.high(), GROWTH);
        long low = high - Math.min(high - page.low(), LONGEST);
        return new PageRequest(page.space(), low, high, page.high(), false);
    }

    private static long above(long address, int count) {
        return Long.compareUnsigned(address, -count) < 0 ? address + count : -2;
    }
}
