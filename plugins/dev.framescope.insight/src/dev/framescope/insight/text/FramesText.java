package dev.framescope.insight.text;

import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerFinding;
import dev.framescope.insight.ledger.LedgerSnapshot;

import java.util.Locale;

/** Counts, and a map with a character for each frame. */
final class FramesText {
    /** A row is 256 KiB, so that an address can be read off the margin. */
    private static final int ROW_FRAMES = 64;

    private static final int PAGE_SHIFT = 12;

    private FramesText() {}

    static String of(FrameMap frames) {
        StringBuilder text = new StringBuilder();
        text.append("DRAM ")
                .append(Sizes.hex(frames.firstPpn() << PAGE_SHIFT))
                .append('-')
                .append(Sizes.hex(frames.firstPpn() + frames.frameCount() << PAGE_SHIFT))
                .append(", ")
                .append(Sizes.count(frames.frameCount()))
                .append(" frames of 4 KiB\n");
        counts(text, frames);
        ledger(text, frames.ledger());
        text.append("one row = ").append(ROW_FRAMES).append(" frames (256 KiB)\n");
        rows(text, frames);
        return text.toString();
    }

    private static void counts(StringBuilder text, FrameMap frames) {
        for (FrameState state : FrameState.values()) {
            if (frames.count(state) > 0) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %c %-12s %,9d\n",
                                letter(state),
                                state.label(),
                                frames.count(state)));
            }
        }
    }

    private static void ledger(StringBuilder text, LedgerSnapshot ledger) {
        if (ledger.functions().isEmpty()) {
            text.append("no frame allocator is observed\n");
            return;
        }
        long handedOver = ledger.eventCount(FrameEvent.Kind.HANDED_OVER);
        text.append(ledger.functions().get().alloc())
                .append(" and ")
                .append(ledger.functions().get().dealloc())
                .append(": ")
                .append(Sizes.counted(ledger.allocations(), "allocation"))
                .append(", ")
                .append(Sizes.counted(ledger.frees(), "free"))
                .append(", ")
                .append(Sizes.count(ledger.inUse()))
                .append(" in use")
                .append(handedOver == 0 ? "" : ", " + Sizes.count(handedOver) + " handed over")
                .append('\n');
        ledger.unseenCalls().ifPresent(note -> text.append(note).append('\n'));
        for (LedgerFinding.Kind kind : LedgerFinding.Kind.values()) {
            if (ledger.findingCount(kind) > 0) {
                text.append("suspicious: ")
                        .append(kind.text())
                        .append(", ")
                        .append(Sizes.counted(ledger.findingCount(kind), "time"))
                        .append('\n');
            }
        }
    }

    /** Rows that repeat the one before are told as a star, as hexdump does. */
    private static void rows(StringBuilder text, FrameMap frames) {
        String last = "";
        boolean repeating = false;
        for (int first = 0; first < frames.frameCount(); first += ROW_FRAMES) {
            String row = row(frames, first);
            if (!row.equals(last)) {
                text.append(Sizes.hex(frames.firstPpn() + first << PAGE_SHIFT))
                        .append(' ')
                        .append(row)
                        .append('\n');
            } else if (!repeating) {
                text.append("*\n");
            }
            repeating = row.equals(last);
            last = row;
        }
    }

    private static String row(FrameMap frames, int first) {
        StringBuilder row = new StringBuilder(ROW_FRAMES);
        for (int i = first; i < Math.min(first + ROW_FRAMES, frames.frameCount()); i++) {
            row.append(letter(frames.stateOf(frames.firstPpn() + i)));
        }
        return row.toString();
    }

    private static char letter(FrameState state) {
        return switch (state) {
            case DEVICE_TREE -> 'D';
            case FIRMWARE -> 'F';
            case PAGE_TABLE -> 'P';
            case STACK -> 'S';
            case KERNEL_TEXT -> 'T';
            case KERNEL_RODATA -> 'R';
            case KERNEL_DATA -> 'K';
            case ALLOCATED -> 'A';
            case FREE -> '.';
            case MAPPED -> 'm';
            case RESERVED -> '?';
        };
    }
}
