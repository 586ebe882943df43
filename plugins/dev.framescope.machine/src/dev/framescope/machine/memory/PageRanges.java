package dev.framescope.machine.memory;

import java.util.Arrays;
import java.util.List;

/** A set of pages of an address space, as ranges that do not touch each other. Immutable. */
final class PageRanges {
    static final PageRanges NONE = of(List.of());

    /** Numbers of pages, ascending: the first and the last of each range. */
    private final long[] firsts;

    private final long[] lasts;

    private PageRanges(long[] firsts, long[] lasts) {
        this.firsts = firsts;
        this.lasts = lasts;
    }

    /** The pages in which some of these bytes are. */
    static PageRanges of(List<WatchedBytes> bytes) {
        long[][] ranges =
                bytes.stream()
                        .map(range -> new long[] {page(range.first()), page(range.last())})
                        .sorted((a, b) -> Long.compare(a[0], b[0]))
                        .toArray(long[][]::new);
        long[] firsts = new long[ranges.length];
        long[] lasts = new long[ranges.length];
        int count = 0;
        for (long[] range : ranges) {
            if (count > 0 && range[0] <= lasts[count - 1] + 1) {
                lasts[count - 1] = Math.max(lasts[count - 1], range[1]);
            } else {
                firsts[count] = range[0];
                lasts[count++] = range[1];
            }
        }
        return new PageRanges(Arrays.copyOf(firsts, count), Arrays.copyOf(lasts, count));
    }

    private static long page(long address) {
        return address >>> Ram.PAGE_BITS;
    }

    /** Whether the page of this address is one of them. */
    boolean contains(long address) {
        if (firsts.length == 0) {
            return false;
        }
        long page = page(address);
        int at = Arrays.binarySearch(firsts, page);
        int range = at >= 0 ? at : -at - 2;
        return range >= 0 && page <= lasts[range];
    }
}
