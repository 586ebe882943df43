package dev.framescope.machine.run;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.hart.Hart;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The code points that clients have placed. Any thread, but for {@link #arm}. */
final class CodePoints {
    /** A placed handler; its identity is what the client holds. */
    static final class Placed implements CodePoint {
        private final CodeLocation location;
        private final CodeHandler handler;
        private volatile boolean placed = true;

        Placed(CodeLocation location, CodeHandler handler) {
            this.location = location;
            this.handler = handler;
        }

        @Override
        public CodeLocation location() {
            return location;
        }

        /** Whether it has not been removed. */
        boolean isPlaced() {
            return placed;
        }

        CodeHandler handler() {
            return handler;
        }

        private boolean matches(long pc, long paddr, boolean translated) {
            return is(location.linkAddress(), pc)
                    || !translated && is(location.loadAddress(), pc)
                    || is(location.physicalAddress(), paddr);
        }

        private static boolean is(OptionalLong place, long address) {
            return place.isPresent() && place.getAsLong() == address;
        }
    }

    private final Set<Placed> points = new LinkedHashSet<>();
    private boolean changed;

    synchronized Placed add(CodeLocation location, CodeHandler handler) {
        Placed point = new Placed(location, handler);
        points.add(point);
        changed = true;
        return point;
    }

    synchronized void remove(CodePoint point) {
        if (point instanceof Placed mine && points.remove(mine)) {
            mine.placed = false;
            changed = true;
        }
    }

    /**
     * The points that a hart meets, in the order in which they were placed.
     *
     * @param paddr where the pc leads
     * @param translated whether fetches are
     */
    synchronized List<Placed> at(long pc, long paddr, boolean translated) {
        return points.stream().filter(point -> point.matches(pc, paddr, translated)).toList();
    }

    /** Arms the harts, if points have come or gone since the last call. Machine thread only. */
    synchronized void arm(List<Hart> harts) {
        if (!changed) {
            return;
        }
        changed = false;
        long[] link = sorted(CodeLocation::linkAddress);
        long[] load = sorted(CodeLocation::loadAddress);
        long[] physical = sorted(CodeLocation::physicalAddress);
        for (Hart hart : harts) {
            hart.setCodePoints(link, load, physical);
        }
    }

    private long[] sorted(Function<CodeLocation, OptionalLong> address) {
        return points.stream()
                .map(point -> address.apply(point.location))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .distinct()
                .toArray();
    }
}
