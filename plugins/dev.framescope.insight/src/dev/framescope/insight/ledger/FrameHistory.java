package dev.framescope.insight.ledger;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger knows of one frame.
 *
 * @param ppn the frame's physical page number
 * @param status what the frame is to the allocator
 * @param events the latest events of this frame, newest first, 16 at most
 * @param eventCount how many events of this frame there were, those no longer kept included
 */
public record FrameHistory(long ppn, Status status, List<FrameEvent> events, long eventCount) {
    public FrameHistory {
        Objects.requireNonNull(status, "status");
        events = List.copyOf(events);
    }

    /** The event that made the frame what it is. */
    public Optional<FrameEvent> latest() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getFirst());
    }

    /** What a frame is to the allocator. */
    public enum Status {
        /** Never seen. */
        UNKNOWN,
        ALLOCATED,
        FREE
    }
}
