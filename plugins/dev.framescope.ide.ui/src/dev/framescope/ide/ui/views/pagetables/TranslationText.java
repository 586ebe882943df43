package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.paging.PteFlags;
import dev.framescope.machine.Translation;

/** A walk through the page tables, told step by step for a person. */
final class TranslationText {
    private static final int OFFSET_MASK = 0xfff;

    private TranslationText() {}

    /**
     * @param frames tells what the frame at the end is
     */
    static RichText of(Translation walk, FrameMap frames) {
        RichText.Builder text = new RichText.Builder();
        if (walk.satp() == 0) {
            text.dim("no translation: addresses are physical").line();
        }
        for (Translation.Step step : walk.steps()) {
            step(text, step);
        }
        if (walk.paddr().isPresent()) {
            end(text, walk, walk.paddr().getAsLong(), frames);
        } else {
            text.error(walk.fault()).line();
        }
        return text.build();
    }

    private static void step(RichText.Builder text, Translation.Step step) {
        PteFlags flags = PteFlags.of(step.pte());
        long ppn = step.pte() >>> 10 & (1L << 44) - 1;
        text.code(
                String.format(
                        "VPN[%d]=%03d PTE@%s = %s ",
                        step.level(),
                        step.vpn(),
                        TableNodes.hex(step.pteAddress()),
                        TableNodes.hex(step.pte())));
        if (!flags.valid()) {
            text.code("not valid").line();
            return;
        }
        text.code(flags.leaf() ? flags.text() + " → " : "→ ")
                .link(TableNodes.hex(ppn), new RichText.Target.Frame(ppn))
                .line();
    }

    private static void end(RichText.Builder text, Translation walk, long paddr, FrameMap frames) {
        long ppn = paddr >>> 12;
        text.dim("physical ").code(TableNodes.hex(paddr));
        text.dim(" · frame ").link(TableNodes.hex(ppn), new RichText.Target.Frame(ppn));
        text.dim(" + ").code(TableNodes.hex(paddr & OFFSET_MASK));
        if (frames.contains(ppn)) {
            text.dim(" · ").bold(frames.stateOf(ppn).label());
        }
        text.line();
    }
}
