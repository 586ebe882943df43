package dev.framescope.insight.text;

import dev.framescope.insight.frames.FrameDetails;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.layout.PhysicalLayout;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Translation;

/**
 * The insight as text: ASCII, lines that end in a newline, columns that line up in a fixed-width
 * font, the same output for the same machine.
 */
public final class InsightText {
    private InsightText() {}

    /** The physical map, a line for each region. */
    public static String layout(PhysicalLayout layout) {
        return LayoutText.of(layout);
    }

    /** Counts for each state, and the DRAM as a map, a character for each frame. */
    public static String frames(FrameMap frames) {
        return FramesText.of(frames);
    }

    /** The calls of the allocator that look like mistakes. */
    public static String findings(LedgerSnapshot ledger, KernelImage kernel) {
        return FindingsText.of(ledger, kernel);
    }

    /** All that is known of one frame. */
    public static String frame(FrameDetails frame, KernelImage kernel) {
        return FrameText.of(frame, kernel);
    }

    /** The tree of an address space, then its ranges. */
    public static String pageTables(PageTables tables, KernelImage kernel) {
        return PageTablesText.of(tables, kernel);
    }

    /** A walk, step by step, and what the frame at its end is. */
    public static String translation(Translation translation, FrameMap frames) {
        return TranslationText.of(translation, frames);
    }
}
