package dev.framescope.symbols.dwarf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what lies at an address, in a set of ranges that may overlap. Immutable.
 *
 * @param <T> what a range stands for
 */
public final class AddressIndex<T> {

    private final List<Entry<T>> entries;

    /** Highest end of an entry and all before it: none of these reaches beyond. */
    private final long[] reach;

    private record Entry<T>(AddressRange range, T value) {}

    private AddressIndex(List<Entry<T>> entries) {
        this.entries = entries;
        reach = new long[entries.size()];
        long highest = 0;
        for (int i = 0; i < reach.length; i++) {
            long high = entries.get(i).range.high();
            highest = Long.compareUnsigned(high, highest) > 0 ? high : highest;
            reach[i] = highest;
        }
    }

    /**
     * Collects the ranges of an index.
     *
     * @param <T> what a range stands for
     */
    public static final class Builder<T> {

        private final List<Entry<T>> entries = new ArrayList<>();

        /** Adds a range; an empty one is never found. */
        public void add(AddressRange range, T value) {
            entries.add(new Entry<>(range, value));
        }

        /** The index of what has been added. */
        public AddressIndex<T> build() {
            List<Entry<T>> sorted = new ArrayList<>(entries);
            Comparator<Entry<T>> byLow =
                    (a, b) -> Long.compareUnsigned(a.range.low(), b.range.low());
            sorted.sort(
                    byLow.thenComparing(
                            (a, b) -> Long.compareUnsigned(b.range.high(), a.range.high())));
            return new AddressIndex<>(sorted);
        }
    }

    /** Everything whose range contains the address; what starts last, or ends first, is first. */
    public List<T> allAt(long address) {
        List<T> found = new ArrayList<>();
        for (int i = lastStartUpTo(address); i >= 0 && reaches(i, address); i--) {
            if (entries.get(i).range.contains(address)) {
                found.add(entries.get(i).value);
            }
        }
        return found;
    }

    /** The first of {@link #allAt}, or null. */
    public T innermostAt(long address) {
        for (int i = lastStartUpTo(address); i >= 0 && reaches(i, address); i--) {
            if (entries.get(i).range.contains(address)) {
                return entries.get(i).value;
            }
        }
        return null;
    }

    private boolean reaches(int index, long address) {
        return Long.compareUnsigned(reach[index], address) > 0;
    }

    private int lastStartUpTo(long address) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(entries.get(middle).range.low(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
