package dev.framescope.insight.ledger;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call of the allocator that looks like a mistake.
 *
 * @param kind what is wrong
 * @param value the frame as the kernel named it, in {@code a0}
 * @param ppn the frame's physical page number, 0 where there is no frame
 * @param hart the hart that called
 * @param instructions retired by all harts when it happened
 * @param callStack as in {@link FrameEvent}
 * @param previous the frame's event before, where there is one
 */
public record LedgerFinding(
        Kind kind,
        long value,
        long ppn,
        int hart,
        long instructions,
        List<Long> callStack,
        Optional<FrameEvent> previous) {
    public LedgerFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(previous, "previous");
        callStack = List.copyOf(callStack);
    }

    /** What is wrong with a call. */
    public enum Kind {
        DOUBLE_FREE("freed twice"),
        FREE_OF_UNALLOCATED("freed, but never allocated"),
        ALLOCATED_TWICE("handed out while it is allocated"),
        OUT_OF_MEMORY("no frame left"),
        NOT_A_FRAME("no page frame of the DRAM");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** A few words for a person. */
        public String text() {
            return text;
        }
    }
}
