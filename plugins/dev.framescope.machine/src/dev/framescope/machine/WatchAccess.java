package dev.framescope.machine;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An access that touches watched bytes: as it was made, so that it may begin before them and end
 * behind them. One that crosses pages is told as one access for each page.
 *
 * @param kinds one, or both for an AMO
 * @param paddr the first byte's physical address
 * @param vaddr its virtual address, where a hart's instruction made the access
 * @param before the bytes before; the same as {@code after} for a read; empty for the write of a
 *     device's register, which cannot be looked at
 * @param after the bytes after, which are those that were read or written
 * @param source who did it
 */
public record WatchAccess(
        Set<WatchKind> kinds,
        long paddr,
        OptionalLong vaddr,
        byte[] before,
        byte[] after,
        WatchSource source) {
    /** The arrays are taken as they are and must not be changed. */
    public WatchAccess {
        kinds = Set.copyOf(kinds);
    }

    public boolean reads() {
        return kinds.contains(WatchKind.READ);
    }

    public boolean writes() {
        return kinds.contains(WatchKind.WRITE);
    }

    /** Whether it left other bytes than it found. */
    public boolean changed() {
        return writes() && !Arrays.equals(before, after);
    }
}
