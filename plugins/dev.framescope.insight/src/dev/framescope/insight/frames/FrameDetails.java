package dev.framescope.insight.frames;

import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.insight.paging.VirtualPage;

import java.util.List;
import java.util.Objects;

/**
 * All that is known of one page frame.
 *
 * @param ppn its physical page number
 * @param state what it is
 * @param what the same in a few words, such as {@code kernel .text} or {@code page table, level 0}
 * @param history what the allocator did with it
 * @param callStack of the latest event of the history, a line for each function, innermost first:
 *     {@code allocFrame memory.c:21}
 * @param mappings the virtual pages that map it, in all known address spaces, 64 at most
 * @param symbols what the kernel's symbols say is in it, 64 at most
 * @param notes what is remarkable about it, a sentence each
 */
public record FrameDetails(
        long ppn,
        FrameState state,
        String what,
        FrameHistory history,
        List<String> callStack,
        List<VirtualPage> mappings,
        List<String> symbols,
        List<String> notes) {
    public FrameDetails {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(history, "history");
        callStack = List.copyOf(callStack);
        mappings = List.copyOf(mappings);
        symbols = List.copyOf(symbols);
        notes = List.copyOf(notes);
    }

    /** Physical address of the first byte. */
    public long paddr() {
        return ppn << 12;
    }
}
