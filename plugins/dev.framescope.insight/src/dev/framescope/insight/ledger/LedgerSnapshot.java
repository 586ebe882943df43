package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ledger as it stood at one moment. Immutable; any thread may use it. */
public final class LedgerSnapshot {
    private LedgerSnapshot() {}

    /** The ledger of a kernel whose allocator is not known: knows nothing. */
    public static LedgerSnapshot none() {
        return new LedgerSnapshot();
    }

    /** What is observed; empty if no allocator is. */
    public Optional<AllocatorFunctions> functions() {
        return Optional.empty();
    }

    /** What is known of a frame. */
    public FrameHistory of(long ppn) {
        return new FrameHistory(ppn, FrameHistory.Status.UNKNOWN, List.of(), 0);
    }

    /** As {@code of(ppn).status()}, quickly. */
    public FrameHistory.Status statusOf(long ppn) {
        return FrameHistory.Status.UNKNOWN;
    }

    /** Calls the visitor for every frame that had an event, by ascending page number. */
    public void forEachFrame(FrameVisitor visitor) {
        throw new UnsupportedOperationException();
    }

    /** How many frames are allocated now. */
    public long inUse() {
        return 0;
    }

    /** How many of the frames from {@code firstPpn} on are allocated now. */
    public long inUse(long firstPpn, long count) {
        return 0;
    }

    /** How many allocations succeeded so far. */
    public long allocations() {
        return 0;
    }

    /** How many frames were freed so far. */
    public long frees() {
        return 0;
    }

    /** Lowest page number that had an event. */
    public OptionalLong lowestPpn() {
        return OptionalLong.empty();
    }

    /** Highest page number that had an event. */
    public OptionalLong highestPpn() {
        return OptionalLong.empty();
    }

    /** How many events there were, those no longer kept included. */
    public long eventCount() {
        return 0;
    }

    /** How many of the oldest events are no longer kept. */
    public long droppedEvents() {
        return 0;
    }

    /** The latest events of all frames, newest first. */
    public List<FrameEvent> latestEvents(int limit) {
        return List.of();
    }

    /** Calls that look like mistakes, oldest first, the first 256 of them. */
    public List<LedgerFinding> findings() {
        return List.of();
    }

    /** How many calls of the allocator looked like this mistake. */
    public long findingCount(LedgerFinding.Kind kind) {
        return 0;
    }

    /** Receives the frames of {@link #forEachFrame}. */
    @FunctionalInterface
    public interface FrameVisitor {
        void frame(long ppn, FrameHistory.Status status);
    }
}
