package dev.framescope.debugger;

import dev.framescope.debugger.expression.WatchedValue;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchRange;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What an access did to the watched bytes. Made on the machine thread.
 *
 * @param offset of the first byte told here in the watched range
 * @param before empty if that is not known
 * @param after as they are now
 * @param written whether they were written
 */
record WatchedChange(long offset, byte[] before, byte[] after, boolean written) {
    /** Of larger values, only what was accessed is told. */
    private static final int MAX_WHOLE = 64;

    static WatchedChange of(WatchRange range, WatchAccess access, Inspection machine) {
        long start = offsetOf(range, access, machine);
        int from = (int) Math.max(0, -start);
        int to = (int) Math.min(access.after().length, range.bytes() - start);
        if (from >= to) {
            return new WatchedChange(start, access.before(), access.after(), access.writes());
        }
        byte[] after = Arrays.copyOfRange(access.after(), from, to);
        boolean known = access.before().length == access.after().length;
        byte[] before = known ? Arrays.copyOfRange(access.before(), from, to) : new byte[0];
        long offset = start + from;
        if (known && range.bytes() <= MAX_WHOLE && after.length < range.bytes()) {
            byte[] whole = new byte[(int) range.bytes()];
            if (read(range, machine, whole) == whole.length) {
                byte[] old = whole.clone();
                System.arraycopy(after, 0, whole, (int) offset, after.length);
                System.arraycopy(before, 0, old, (int) offset, before.length);
                return new WatchedChange(0, old, whole, access.writes());
            }
        }
        return new WatchedChange(offset, before, after, access.writes());
    }

    /** Where the access begins, counted from the first watched byte; may be negative. */
    private static long offsetOf(WatchRange range, WatchAccess access, Inspection machine) {
        return switch (range) {
            case WatchRange.Physical p -> access.paddr() - p.paddr();
            case WatchRange.Virtual v -> {
                OptionalLong first =
                        v.satp().isPresent()
                                ? machine.hart(0).physicalAddress(v.satp().getAsLong(), v.vaddr())
                                : OptionalLong.empty();
                yield access.vaddr().isPresent() && (first.isEmpty() || touches(v, access))
                        ? access.vaddr().getAsLong() - v.vaddr()
                        : access.paddr() - first.orElse(access.paddr());
            }
        };
    }

    /** Whether the access was made through the watched addresses. */
    private static boolean touches(WatchRange.Virtual range, WatchAccess access) {
        long distance = access.vaddr().orElse(0) - range.vaddr();
        return distance > -access.after().length && distance < range.bytes();
    }

    private static int read(WatchRange range, Inspection machine, byte[] into) {
        return switch (range) {
            case WatchRange.Physical p -> machine.readPhysical(p.paddr(), into, 0, into.length);
            case WatchRange.Virtual v ->
                    v.satp().isPresent()
                            ? machine.readSpace(
                                    v.satp().getAsLong(), v.vaddr(), into, 0, into.length)
                            : 0;
        };
    }

    /** Whether the bytes are others than before, as far as that is known. */
    boolean changed() {
        return written && !Arrays.equals(before, after);
    }

    /** One line: {@code counter: 3 -> 4}, {@code counter: 4 read}. */
    String describe(WatchedValue value) {
        String now = value.describe(after, offset);
        if (!written) {
            return value.expression() + ": " + now + " read";
        }
        if (before.length == 0) {
            return value.expression() + ": " + now + " written";
        }
        return changed()
                ? value.expression() + ": " + value.describe(before, offset) + " -> " + now
                : value.expression() + ": " + now + " written again";
    }
}
