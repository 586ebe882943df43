package dev.framescope.ide.ui.views.frames;

import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.insight.frames.FrameDetails;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.paging.VirtualPage;

import java.util.List;

/** All that is known of a page frame, as text for a person. */
final class FrameDetailsText {
    private static final int MOST_EVENTS_BEFORE = 6;
    private static final int MOST_MAPPINGS = 8;
    private static final int MOST_SYMBOLS = 12;
    private static final long LAST_BYTE = 0xfff;

    private final FrameDetails frame;
    private final KernelImage kernel;
    private final RichText.Builder text = new RichText.Builder();

    private FrameDetailsText(FrameDetails frame, KernelImage kernel) {
        this.frame = frame;
        this.kernel = kernel;
    }

    static RichText of(FrameDetails frame, KernelImage kernel) {
        FrameDetailsText details = new FrameDetailsText(frame, kernel);
        details.title();
        details.latestEvent();
        details.mappings();
        details.symbols();
        details.earlierEvents();
        details.notes();
        return details.text.build();
    }

    private void title() {
        text.bold("frame " + hex(frame.ppn())).line();
        text.code(hex(frame.paddr()) + "-" + hex(frame.paddr() + LAST_BYTE)).line();
        text.bold(frame.state().label());
        if (!frame.what().equals(frame.state().label())) {
            text.plain(" · " + frame.what());
        }
        text.line();
    }

    private void latestEvent() {
        frame.history().latest().ifPresent(this::event);
        String indent = "  ";
        for (String line : frame.callStack()) {
            text.code(indent + line).line();
        }
    }

    private void event(FrameEvent event) {
        text.dim(verb(event) + " at instruction ")
                .plain(FramesModel.grouped(event.instructions()))
                .dim(" · " + noun(event) + " ")
                .plain(FramesModel.grouped(event.number()))
                .dim(" · hart ")
                .plain(Integer.toString(event.hart()))
                .line();
    }

    private static String verb(FrameEvent event) {
        return switch (event.kind()) {
            case ALLOCATED -> "taken";
            case FREED -> "given back";
            case HANDED_OVER -> "handed to the allocator";
        };
    }

    private static String noun(FrameEvent event) {
        return switch (event.kind()) {
            case ALLOCATED -> "allocation";
            case FREED -> "release";
            case HANDED_OVER -> "number";
        };
    }

    private void mappings() {
        if (frame.mappings().isEmpty()) {
            text.dim("mapped nowhere").line();
            return;
        }
        for (VirtualPage page : frame.mappings().stream().limit(MOST_MAPPINGS).toList()) {
            text.dim("mapped at ")
                    .link(hex(page.vaddr()), new RichText.Target.Virtual(page.satp(), page.vaddr()))
                    .code(" " + page.flags().text())
                    .dim(" root " + hex(page.satp() & (1L << 44) - 1))
                    .line();
        }
        more(frame.mappings().size() - MOST_MAPPINGS);
    }

    private void symbols() {
        List<String> symbols = frame.symbols();
        if (symbols.isEmpty()) {
            return;
        }
        text.dim("holds ")
                .code(String.join(", ", symbols.subList(0, Math.min(MOST_SYMBOLS, symbols.size()))))
                .line();
        more(symbols.size() - MOST_SYMBOLS);
    }

    private void earlierEvents() {
        List<FrameEvent> events = frame.history().events();
        for (FrameEvent event : events.stream().skip(1).limit(MOST_EVENTS_BEFORE).toList()) {
            text.dim("before ")
                    .plain(verb(event) + " at ")
                    .plain(FramesModel.grouped(event.instructions()));
            caller(event);
            text.line();
        }
        more(
                (int)
                        Math.min(
                                Integer.MAX_VALUE,
                                frame.history().eventCount() - 1 - MOST_EVENTS_BEFORE));
    }

    /** The function that called the allocator's. */
    private void caller(FrameEvent event) {
        if (event.callStack().size() > 1) {
            text.dim(" by ").code(kernel.describeCode(event.callStack().get(1)));
        }
    }

    private void notes() {
        for (String note : frame.notes()) {
            text.error(note).line();
        }
    }

    private void more(int count) {
        if (count > 0) {
            text.dim("  and " + FramesModel.grouped(count) + " more").line();
        }
    }

    private static String hex(long number) {
        return FramesModel.hex(number);
    }
}
