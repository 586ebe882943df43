package dev.framescope.machine.run;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.hart.Hart;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The code points that clients have placed. Any thread may add and remove. */
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

    /** Which points a hart met at some pc, as long as none has come or gone. */
    private record Meeting(long paddr, boolean translated, int version, List<Placed> points) {
        boolean isOf(long thePaddr, boolean isTranslated, int theVersion) {
            return paddr == thePaddr && translated == isTranslated && version == theVersion;
        }
    }

    private static final int MOST_MEETINGS = 10_000;

    private final Set<Placed> points = new LinkedHashSet<>();

    /** Of the machine thread, by pc. */
    private final Map<Long, Meeting> meetings = new HashMap<>();

    /** Goes up whenever a point comes or goes. */
    private volatile int version;

    /** The version that harts know. */
    private int armed;

    synchronized Placed add(CodeLocation location, CodeHandler handler) {
        Placed point = new Placed(location, handler);
        points.add(point);
        version++;
        return point;
    }

    synchronized void remove(CodePoint point) {
        if (point instanceof Placed mine && points.remove(mine)) {
            mine.placed = false;
            version++;
        }
    }

    /**
     * The points that a hart meets, in the order in which they were placed. Machine thread only.
     *
     * @param paddr where the pc leads
     * @param translated whether fetches are
     */
    List<Placed> at(long pc, long paddr, boolean translated) {
        Meeting meeting = meetings.get(pc);
        if (meeting != null && meeting.isOf(paddr, translated, version)) {
            return meeting.points;
        }
        return find(pc, paddr, translated);
    }

    private synchronized List<Placed> find(long pc, long paddr, boolean translated) {
        List<Placed> met =
                points.stream().filter(point -> point.matches(pc, paddr, translated)).toList();
        if (meetings.size() >= MOST_MEETINGS) {
            meetings.clear();
        }
        meetings.put(pc, new Meeting(paddr, translated, version, met));
        return met;
    }

    /** Arms the harts, if points have come or gone since the last call. Machine thread only. */
    void arm(List<Hart> harts) {
        if (armed != version) {
            armNow(harts);
        }
    }

    private synchronized void armNow(List<Hart> harts) {
        armed = version;
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
