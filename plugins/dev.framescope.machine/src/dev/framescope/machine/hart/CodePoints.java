package dev.framescope.machine.hart;

import java.util.Arrays;

/** The addresses before whose instructions the hart asks its host. Immutable. */
final class CodePoints {
    static final CodePoints NONE = new CodePoints(new long[0], new long[0], new long[0]);

    private final long[] linkAddresses;
    private final long[] loadAddresses;
    private final long[] physicalAddresses;

    /** All sorted; see {@link Hart#setCodePoints}. */
    CodePoints(long[] linkAddresses, long[] loadAddresses, long[] physicalAddresses) {
        this.linkAddresses = linkAddresses.clone();
        this.loadAddresses = loadAddresses.clone();
        this.physicalAddresses = physicalAddresses.clone();
    }

    /**
     * Whether one is met.
     *
     * @param paddr where the pc leads
     * @param translated whether fetches are
     */
    boolean contains(long pc, long paddr, boolean translated) {
        return Arrays.binarySearch(linkAddresses, pc) >= 0
                || !translated && Arrays.binarySearch(loadAddresses, pc) >= 0
                || Arrays.binarySearch(physicalAddresses, paddr) >= 0;
    }

    /** Whether there is one in the page of this address. */
    boolean inPage(long pc, long paddr, boolean translated) {
        return anyInPage(linkAddresses, pc)
                || !translated && anyInPage(loadAddresses, pc)
                || anyInPage(physicalAddresses, paddr);
    }

    private static boolean anyInPage(long[] sorted, long pc) {
        long page = pc & Sv39.PAGE_MASK;
        int at = Arrays.binarySearch(sorted, page);
        int first = at >= 0 ? at : -at - 1;
        return first < sorted.length && (sorted[first] & Sv39.PAGE_MASK) == page;
    }
}
