package dev.framescope.machine.memory;

import dev.framescope.machine.WatchKind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Some bytes of an address space that are watched.
 *
 * @param first the address of the first
 * @param last the address of the last, included: the space may end behind it
 */
public record WatchedBytes(long first, long last, Set<WatchKind> kinds) {
    /** So many bytes from an address on, at least one. */
    public static WatchedBytes of(long first, long bytes, Set<WatchKind> kinds) {
        return new WatchedBytes(first, first + bytes - 1, kinds);
    }

    /** Whether an access of one of these kinds touches some of them. */
    public boolean touchedBy(Set<WatchKind> access, long from, int bytes) {
        return Long.compareUnsigned(first, from + bytes - 1) <= 0
                && Long.compareUnsigned(from, last) <= 0
                && kinds.stream().anyMatch(access::contains);
    }

    /** The same bytes in as few ranges as possible; all are watched for the same kinds. */
    public static List<WatchedBytes> joined(Collection<WatchedBytes> ranges) {
        List<WatchedBytes> sorted =
                ranges.stream().sorted((a, b) -> Long.compareUnsigned(a.first, b.first)).toList();
        List<WatchedBytes> joined = new ArrayList<>();
        for (WatchedBytes next : sorted) {
            WatchedBytes before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && Long.compareUnsigned(next.first, before.last + 1) <= 0) {
                long last =
                        Long.compareUnsigned(next.last, before.last) > 0 ? next.last : before.last;
                joined.set(joined.size() - 1, new WatchedBytes(before.first, last, before.kinds));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
