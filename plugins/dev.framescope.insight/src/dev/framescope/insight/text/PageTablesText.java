package dev.framescope.insight.text;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.paging.MappedRange;
import dev.framescope.insight.paging.PageTable;
import dev.framescope.insight.paging.PageTableEntry;
import dev.framescope.insight.paging.PageTables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tree of an address space, and the ranges it comes to. */
final class PageTablesText {
    private static final int PAGE_SHIFT = 12;

    /** Beyond this the tree is cut; the ranges tell the same shorter. */
    private static final int MAX_TREE_LINES = 2000;

    private static final String END_OF_ADDRESSES = "0x10000000000000000";

    private static final String[] SPANS = {"4K", "2M", "1G"};

    private final PageTables tables;
    private final KernelImage kernel;
    private final StringBuilder text = new StringBuilder();
    private int treeLines;

    private PageTablesText(PageTables tables, KernelImage kernel) {
        this.tables = tables;
        this.kernel = kernel;
    }

    static String of(PageTables tables, KernelImage kernel) {
        return new PageTablesText(tables, kernel).build();
    }

    private String build() {
        text.append("satp ").append(Sizes.hex(tables.satp())).append(": ");
        text.append(tables.mode().label());
        tables.root()
                .ifPresent(
                        root ->
                                text.append(", ASID ")
                                        .append(tables.asid())
                                        .append(", ")
                                        .append(Sizes.counted(tables.tablePpns().size(), "table")));
        text.append('\n');
        tables.problems().forEach(problem -> text.append("note: ").append(problem).append('\n'));
        tables.root()
                .ifPresent(
                        root -> {
                            text.append("root ").append(Sizes.hex(root.ppn())).append('\n');
                            table(root, "  ");
                            if (treeLines >= MAX_TREE_LINES) {
                                text.append("  ... the tree goes on\n");
                            }
                            text.append("ranges\n");
                            ranges();
                        });
        return text.toString();
    }

    private void table(PageTable table, String indent) {
        List<PageTableEntry> run = new ArrayList<>();
        for (PageTableEntry entry : table.entries()) {
            if (!run.isEmpty() && !continues(run.getLast(), entry)) {
                run(run, indent);
                run.clear();
            }
            run.add(entry);
        }
        if (!run.isEmpty()) {
            run(run, indent);
        }
    }

    /** Leaves of neighbouring pages with the same flags make one line. */
    private static boolean continues(PageTableEntry last, PageTableEntry next) {
        return last.kind() == PageTableEntry.Kind.LEAF
                && next.kind() == PageTableEntry.Kind.LEAF
                && next.vpn() == last.vpn() + 1
                && next.ppn() - last.ppn() == last.span() >>> PAGE_SHIFT
                && next.flags().equals(last.flags());
    }

    private void run(List<PageTableEntry> run, String indent) {
        if (treeLines++ >= MAX_TREE_LINES) {
            return;
        }
        PageTableEntry first = run.getFirst();
        text.append(indent).append(String.format(Locale.ROOT, "[%03d", first.vpn()));
        if (run.size() > 1) {
            text.append(String.format(Locale.ROOT, "-%03d", run.getLast().vpn()));
        }
        text.append("] ").append(describe(first, run.size())).append('\n');
        tables.target(first).ifPresent(target -> table(target, indent + "  "));
    }

    private String describe(PageTableEntry entry, int count) {
        return switch (entry.kind()) {
            case TABLE ->
                    "-> table "
                            + Sizes.hex(entry.ppn())
                            + ", VA "
                            + Sizes.hex(entry.vaddr())
                            + (tables.target(entry).isPresent() ? "" : ", not in memory");
            case LEAF ->
                    Sizes.hex(entry.ppn())
                            + ' '
                            + SPANS[entry.level()]
                            + ' '
                            + entry.flags().text()
                            + sections(entry.ppn() << PAGE_SHIFT, entry.span() * count);
            case RESERVED -> "faults: " + Sizes.hex(entry.pte()) + ", " + entry.problem();
            case INVALID -> "not valid: " + Sizes.hex(entry.pte());
        };
    }

    private String sections(long paddr, long size) {
        List<String> names = kernel.sectionNamesIn(paddr, size);
        return names.isEmpty() ? "" : "  " + String.join(" ", names);
    }

    private void ranges() {
        int fromWidth = width(PageTablesText::virtual);
        int toWidth = width(PageTablesText::physical);
        String format = "  %-" + fromWidth + "s -> %-" + toWidth + "s  %s  %s%s\n";
        for (MappedRange range : tables.ranges()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            format,
                            virtual(range),
                            physical(range),
                            range.flags().text(),
                            pages(range),
                            sections(range.paddr(), range.size())));
        }
    }

    private int width(Function<MappedRange, String> column) {
        return tables.ranges().stream().map(column).mapToInt(String::length).max().orElse(1);
    }

    private static String virtual(MappedRange range) {
        String end = range.vaddrEnd() == 0 ? END_OF_ADDRESSES : Sizes.hex(range.vaddrEnd());
        return Sizes.hex(range.vaddr()) + '-' + end;
    }

    private static String physical(MappedRange range) {
        return range.identity() ? "same" : Sizes.hex(range.paddr());
    }

    private static String pages(MappedRange range) {
        long[] counts = {range.pages4K(), range.pages2M(), range.pages1G()};
        List<String> parts = new ArrayList<>();
        for (int level = 0; level < counts.length; level++) {
            if (counts[level] > 0) {
                parts.add(Sizes.counted(counts[level], "page") + ' ' + SPANS[level]);
            }
        }
        return String.join(" and ", parts);
    }
}
