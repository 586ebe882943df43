package dev.framescope.insight.ledger;

import java.util.List;
import java.util.Objects;

/**
 * One call of the allocator, as far as it concerns one frame.
 *
 * @param sequence position among all events, from 0
 * @param kind what happened
 * @param ppn the frame's physical page number
 * @param hart the hart that called
 * @param instructions retired by all harts when it happened
 * @param number how many events of this kind there were up to this one, from 1
 * @param callStack link addresses: the allocator's function first, then the return addresses of its
 *     callers outwards, 8 in all at most
 */
public record FrameEvent(
        long sequence,
        Kind kind,
        long ppn,
        int hart,
        long instructions,
        long number,
        List<Long> callStack) {
    public FrameEvent {
        Objects.requireNonNull(kind, "kind");
        callStack = List.copyOf(callStack);
    }

    /** What happened to a frame. */
    public enum Kind {
        ALLOCATED,
        FREED,
        /** Freed before anything was ever allocated: the kernel fills its allocator. */
        HANDED_OVER
    }
}
