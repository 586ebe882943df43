package dev.framescope.insight.text;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerFinding;
import dev.framescope.insight.ledger.LedgerSnapshot;

import java.util.List;

/** The calls of the allocator that look like mistakes, with who made them. */
final class FindingsText {
    private FindingsText() {}

    static String of(LedgerSnapshot ledger, KernelImage kernel) {
        if (ledger.functions().isEmpty()) {
            return "no frame allocator is observed\n";
        }
        StringBuilder text = new StringBuilder();
        ledger.findings().forEach(finding -> append(text, finding, kernel));
        if (text.isEmpty()) {
            text.append("nothing suspicious\n");
        }
        ledger.unseenCalls().ifPresent(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, LedgerFinding finding, KernelImage kernel) {
        text.append(finding.ppn() == 0 ? "" : "frame " + Sizes.hex(finding.ppn()) + ' ')
                .append(finding.kind().text())
                .append(finding.kind() == LedgerFinding.Kind.NOT_A_FRAME ? value(finding) : "")
                .append(", at instruction ")
                .append(Sizes.count(finding.instructions()))
                .append(" by hart ")
                .append(finding.hart())
                .append('\n');
        lines(text, finding.callStack(), kernel);
        finding.previous()
                .ifPresent(
                        event -> {
                            text.append("  before: ").append(before(event)).append('\n');
                            lines(text, event.callStack(), kernel);
                        });
    }

    private static String value(LedgerFinding finding) {
        return ": " + Sizes.hex(finding.value());
    }

    private static String before(FrameEvent event) {
        return (event.kind() == FrameEvent.Kind.ALLOCATED ? "taken" : "given back")
                + " at instruction "
                + Sizes.count(event.instructions())
                + " by hart "
                + event.hart();
    }

    private static void lines(StringBuilder text, List<Long> callStack, KernelImage kernel) {
        kernel.describeCallStack(callStack)
                .forEach(line -> text.append("    ").append(line).append('\n'));
    }
}
