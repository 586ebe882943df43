package dev.framescope.insight.paging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the ranges that map a physical address. Immutable. */
final class ReverseMap {
    /** By first physical address; ranges may overlap. */
    private final List<MappedRange> sorted;

    /** Highest end of all ranges up to and including this one. */
    private final long[] highestEnd;

    ReverseMap(List<MappedRange> ranges) {
        sorted = ranges.stream().sorted(Comparator.comparingLong(MappedRange::paddr)).toList();
        highestEnd = new long[sorted.size()];
        long highest = 0;
        for (int i = 0; i < highestEnd.length; i++) {
            highest = Math.max(highest, sorted.get(i).paddrEnd());
            highestEnd[i] = highest;
        }
    }

    /** The ranges that contain the address, by ascending virtual address, at most {@code limit}. */
    List<MappedRange> containing(long paddr, int limit) {
        List<MappedRange> found = new ArrayList<>();
        for (int i = lastStartingUpTo(paddr); i >= 0 && highestEnd[i] > paddr; i--) {
            if (sorted.get(i).paddrEnd() > paddr) {
                found.add(sorted.get(i));
            }
        }
        found.sort(Comparator.comparing(MappedRange::vaddr, Long::compareUnsigned));
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    private int lastStartingUpTo(long paddr) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).paddr() <= paddr) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
