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

    private static final String UNITS = "KMGT";

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

    /** Leaves of neighbouring pages with the same flags make one line. */
    private void table(PageTable table, String indent) {
        List<PageTableEntry> run = new ArrayList<>();
        for (PageTableEntry entry : table.entries()) {
            if (!run.isEmpty() && !run.getLast().continuesIn(entry)) {
                run(run, indent);
                run.clear();
            }
            run.add(entry);
        }
        if (!run.isEmpty()) {
            run(run, indent);
        }
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
                            + pageSize(entry.pageSize())
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
        List<String> parts = new ArrayList<>();
        addPages(parts, range.pages4K(), "4K");
        addPages(parts, range.pages64K(), "64K");
        addPages(parts, range.pages2M(), "2M");
        addPages(parts, range.pages1G(), "1G");
        return String.join(" and ", parts);
    }

    private static void addPages(List<String> parts, long count, String size) {
        if (count > 0) {
            parts.add(Sizes.counted(count, "page") + ' ' + size);
        }
    }

    /** A page's size, at least 1 KiB and a power of two: {@code 64K}. */
    private static String pageSize(long bytes) {
        int shift = Long.numberOfTrailingZeros(bytes);
        return (1L << shift % 10) + UNITS.substring(shift / 10 - 1, shift / 10);
    }
}
