package dev.framescope.insight.text;

import dev.framescope.insight.frames.FrameDetails;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.paging.VirtualPage;

import java.util.List;

/** All that is known of one frame, the latest first. */
final class FrameText {
    private FrameText() {}

    static String of(FrameDetails frame, KernelImage kernel) {
        StringBuilder text = new StringBuilder();
        text.append("frame ")
                .append(Sizes.hex(frame.ppn()))
                .append(": ")
                .append(Sizes.hex(frame.paddr()))
                .append('-')
                .append(Sizes.hex(frame.paddr() + 0xfff))
                .append(", ")
                .append(frame.what())
                .append('\n');
        history(text, frame, kernel);
        for (VirtualPage page : frame.mappings()) {
            text.append("mapped at ")
                    .append(Sizes.hex(page.vaddr()))
                    .append(' ')
                    .append(page.flags().text())
                    .append(", satp ")
                    .append(Sizes.hex(page.satp()))
                    .append('\n');
        }
        if (!frame.symbols().isEmpty()) {
            text.append("symbols ").append(String.join(", ", frame.symbols())).append('\n');
        }
        frame.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private static void history(StringBuilder text, FrameDetails frame, KernelImage kernel) {
        List<FrameEvent> events = frame.history().events();
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                text.append("before: ");
            }
            text.append(event(events.get(i)));
            if (i == 0) {
                text.append('\n');
                frame.callStack().forEach(line -> text.append("  ").append(line).append('\n'));
            } else {
                text.append(caller(events.get(i), kernel)).append('\n');
            }
        }
        long untold = frame.history().eventCount() - events.size();
        if (untold > 0) {
            text.append("before: ")
                    .append(Sizes.counted(untold, "event"))
                    .append(" no longer kept\n");
        }
    }

    private static String event(FrameEvent event) {
        String kind =
                switch (event.kind()) {
                    case ALLOCATED -> "taken, allocation #";
                    case FREED -> "given back, free #";
                    case HANDED_OVER -> "handed to the allocator, frame #";
                };
        return kind
                + Sizes.count(event.number())
                + ", at instruction "
                + Sizes.count(event.instructions())
                + " by hart "
                + event.hart();
    }

    private static String caller(FrameEvent event, KernelImage kernel) {
        return event.callStack().size() < 2
                ? ""
                : " in " + kernel.describeCode(event.callStack().get(1) - 1);
    }
}
