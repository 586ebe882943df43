package dev.framescope.insight.text;

import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.paging.PteFlags;
import dev.framescope.machine.Translation;

import java.util.Locale;

/** A line for each step of a walk, and where it ends. */
final class TranslationText {
    private static final int PAGE_SHIFT = 12;

    /** The page number in an entry (Privileged Architecture, Sv39 page table entry). */
    private static final int PTE_PPN_SHIFT = 10;

    private static final long PPN_MASK = (1L << 44) - 1;

    private TranslationText() {}

    static String of(Translation translation, FrameMap frames) {
        StringBuilder text = new StringBuilder();
        text.append("virtual ").append(Sizes.hex(translation.vaddr()));
        text.append(
                translation.satp() == 0
                        ? ", not translated\n"
                        : ", satp " + Sizes.hex(translation.satp()) + '\n');
        translation.steps().forEach(step -> text.append(step(step)).append('\n'));
        if (translation.paddr().isPresent()) {
            text.append(physical(translation.paddr().getAsLong(), frames));
        } else {
            text.append("fault: ").append(translation.fault());
        }
        return text.append('\n').toString();
    }

    private static String step(Translation.Step step) {
        PteFlags flags = PteFlags.of(step.pte());
        String head =
                String.format(
                        Locale.ROOT,
                        "VPN[%d]=%03d PTE@%s = %s",
                        step.level(),
                        step.vpn(),
                        Sizes.hex(step.pteAddress()),
                        Sizes.hex(step.pte()));
        if (!flags.valid()) {
            return head + " not valid";
        }
        String target = Sizes.hex(step.pte() >>> PTE_PPN_SHIFT & PPN_MASK);
        return head + (flags.leaf() ? ' ' + flags.text() + " -> " : " -> table ") + target;
    }

    private static String physical(long paddr, FrameMap frames) {
        long ppn = paddr >>> PAGE_SHIFT;
        return "physical "
                + Sizes.hex(paddr)
                + (frames.contains(ppn)
                        ? ", frame " + Sizes.hex(ppn) + ": " + frames.stateOf(ppn).label()
                        : ", not in DRAM");
    }
}
