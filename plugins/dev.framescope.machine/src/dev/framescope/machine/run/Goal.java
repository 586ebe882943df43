package dev.framescope.machine.run;

import dev.framescope.machine.RunLimit;
import dev.framescope.machine.hart.Hart;

import java.time.Duration;
import java.util.List;

/** How far a run is to go. Machine thread only. */
final class Goal {
    private static final int ALL_HARTS = -1;

    private final List<Hart> harts;
    private final int hart;

    /** Instructions or slots at which the goal is reached; {@code Long.MAX_VALUE} for never. */
    private final long end;

    /** {@link System#nanoTime} at which time is up. */
    private final long deadline;

    private final boolean hasDeadline;

    private Goal(List<Hart> harts, int hart, long count, RunLimit limit) {
        this.harts = harts;
        this.hart = hart;
        long done = done();
        end = count > Long.MAX_VALUE - done ? Long.MAX_VALUE : done + Math.max(0, count);
        hasDeadline = limit.hostTime().isPresent();
        deadline = System.nanoTime() + limit.hostTime().map(Goal::nanos).orElse(0L);
    }

    /** All harts run, as far as the limit allows from now. */
    static Goal run(List<Hart> harts, RunLimit limit) {
        return new Goal(harts, ALL_HARTS, limit.instructions().orElse(Long.MAX_VALUE), limit);
    }

    /** One hart executes so many instructions, retired or not. */
    static Goal step(List<Hart> harts, int hart, long instructions) {
        return new Goal(harts, hart, instructions, RunLimit.NONE);
    }

    private static long nanos(Duration time) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return time.compareTo(longest) > 0 ? longest.toNanos() : time.toNanos();
    }

    boolean isStep() {
        return hart != ALL_HARTS;
    }

    /** The hart that steps. */
    int hart() {
        return hart;
    }

    /** How many slots may be used without passing the goal. */
    long slotsLeft() {
        return end == Long.MAX_VALUE ? Long.MAX_VALUE : end - done();
    }

    private long done() {
        return isStep() ? harts.get(hart).slots() : retired(harts);
    }

    /** Instructions that all harts together have retired. */
    static long retired(List<Hart> harts) {
        long sum = 0;
        for (Hart each : harts) {
            sum += each.retired();
        }
        return sum;
    }

    boolean deadlinePassed() {
        return hasDeadline && hostNanosLeft() <= 0;
    }

    /** Until time is up; {@code Long.MAX_VALUE} without a deadline. */
    long hostNanosLeft() {
        return hasDeadline ? deadline - System.nanoTime() : Long.MAX_VALUE;
    }
}
