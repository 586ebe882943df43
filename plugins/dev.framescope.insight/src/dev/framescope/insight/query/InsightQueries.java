package dev.framescope.insight.query;

import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.insight.text.InsightText;
import dev.framescope.machine.Access;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The questions. */
final class InsightQueries {
    static final List<InsightQuery> ALL =
            List.of(
                    query(
                            "layout",
                            "",
                            "the physical memory map, with the DRAM opened",
                            (context, words) -> InsightText.layout(context.snapshot().layout())),
                    query(
                            "frames",
                            "",
                            "the page frames: how many are what, and a map of them",
                            (context, words) -> InsightText.frames(context.snapshot().frames())),
                    query(
                            "pageframe pf",
                            "PPN|ADDRESS",
                            "all that is known of one page frame",
                            InsightQueries::frame),
                    query(
                            "pagetable pt",
                            "[SATP]",
                            "the page tables of the hart, or below a value of satp",
                            InsightQueries::pageTable),
                    query(
                            "translate tr",
                            "ADDRESS",
                            "walk the page tables of the hart for a virtual address",
                            InsightQueries::translate),
                    query(
                            "ledger",
                            "[EVENTS]",
                            "what the frame allocator did, latest first",
                            InsightQueries::ledger),
                    query(
                            "findings",
                            "",
                            "calls of the frame allocator that look like mistakes",
                            (context, words) ->
                                    InsightText.findings(context.ledger(), context.kernel())));

    private static final int PAGE_SHIFT = 12;
    private static final int LATEST_EVENTS = 10;

    private InsightQueries() {}

    private static InsightQuery query(
            String names, String arguments, String summary, InsightQuery.Answer answer) {
        return new InsightQuery(List.of(names.split(" ")), arguments, summary, answer);
    }

    private static String first(List<String> words, String what) throws QueryException {
        if (words.isEmpty()) {
            throw new QueryException("needs " + what);
        }
        return words.getFirst();
    }

    private static String frame(QueryContext context, List<String> words) throws QueryException {
        long number = context.number(first(words, "a page number or an address"));
        FrameMap frames = context.snapshot().frames();
        long ppn = frames.contains(number) ? number : number >>> PAGE_SHIFT;
        if (!frames.contains(ppn)) {
            throw new QueryException(
                    hex(number) + " is neither a page number nor an address of the DRAM");
        }
        return InsightText.frame(frames.details(ppn), context.kernel());
    }

    private static String pageTable(QueryContext context, List<String> words)
            throws QueryException {
        long satp =
                words.isEmpty()
                        ? PageTables.satpOf(context.selectedHart())
                        : context.number(words.getFirst());
        return InsightText.pageTables(PageTables.of(context.machine(), satp), context.kernel());
    }

    private static String translate(QueryContext context, List<String> words)
            throws QueryException {
        long vaddr = context.number(first(words, "an address"));
        return InsightText.translation(
                context.selectedHart().translate(vaddr, Access.LOAD), context.snapshot().frames());
    }

    private static String ledger(QueryContext context, List<String> words) throws QueryException {
        LedgerSnapshot ledger = context.ledger();
        if (ledger.functions().isEmpty()) {
            throw new QueryException("the kernel has no frame allocator that is known by name");
        }
        long limit = words.isEmpty() ? LATEST_EVENTS : context.number(words.getFirst());
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "allocations %,d, frees %,d, in use %,d\n",
                        ledger.allocations(),
                        ledger.frees(),
                        ledger.inUse()));
        for (FrameEvent event : ledger.latestEvents(Math.clamp(limit, 0, Integer.MAX_VALUE))) {
            text.append(describe(context, event));
        }
        return text.toString();
    }

    private static String describe(QueryContext context, FrameEvent event) {
        String callers =
                event.callStack().stream()
                        .skip(1)
                        .map(pc -> context.kernel().symbols().describe(pc))
                        .collect(Collectors.joining(" < "));
        return String.format(
                Locale.ROOT,
                "  instruction %,15d  hart %d  %-11s  PPN %s  by %s\n",
                event.instructions(),
                event.hart(),
                event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                hex(event.ppn()),
                callers);
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
