package dev.framescope.insight.ledger;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.MemoryMapEntry;

import java.util.OptionalLong;

/**
 * The page frames that the machine has.
 *
 * @param firstPpn page number of the first
 * @param frameCount how many there are
 */
public record Dram(long firstPpn, int frameCount) {
    private static final int PAGE_SHIFT = 12;

    /** The DRAM of a machine. Call on the machine thread. */
    public static Dram of(Inspection machine) {
        MemoryMapEntry dram = machine.memoryMap().getLast();
        return new Dram(dram.base() >>> PAGE_SHIFT, (int) (dram.size() >>> PAGE_SHIFT));
    }

    /** Whether the page number is one of these frames. */
    public boolean contains(long ppn) {
        return ppn - firstPpn >= 0 && ppn - firstPpn < frameCount;
    }

    /**
     * The frame that a person means.
     *
     * @param number a page number, or a physical address
     * @return its page number; empty if there is no such frame
     */
    public OptionalLong frameOf(long number) {
        long ppn = contains(number) ? number : number >>> PAGE_SHIFT;
        return contains(ppn) ? OptionalLong.of(ppn) : OptionalLong.empty();
    }

    /** Position of a frame among all, from 0. */
    public int index(long ppn) {
        return (int) (ppn - firstPpn);
    }
}
