package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.paging.PageTable;
import dev.framescope.insight.paging.PageTableEntry;
import dev.framescope.insight.paging.PageTables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the rows for an address space's tables: a row for each entry, and one for each run of
 * leaves that map neighbouring pages in the same way.
 */
final class TableNodes {
    /** Shorter runs are not worth a row of their own. */
    private static final int SHORTEST_RUN = 3;

    private static final int MOST_STATES = 3;

    private final PageTables tables;
    private final FrameMap frames;

    TableNodes(PageTables tables, FrameMap frames) {
        this.tables = tables;
        this.frames = frames;
    }

    /** The columns of the tree. */
    static List<String> columns() {
        return List.of("Entry", "Virtual", "Physical", "Flags", "What");
    }

    /** The rows of the root table. */
    List<TreeNode> roots() {
        return tables.root().map(this::rowsOf).orElse(List.of());
    }

    private List<TreeNode> rowsOf(PageTable table) {
        List<TreeNode> rows = new ArrayList<>();
        List<PageTableEntry> entries = table.entries();
        int from = 0;
        while (from < entries.size()) {
            int to = from + 1;
            while (to < entries.size() && entries.get(to - 1).continuesIn(entries.get(to))) {
                to++;
            }
            List<PageTableEntry> run = entries.subList(from, to);
            if (run.size() >= SHORTEST_RUN) {
                rows.add(rowOfRun(run));
            } else {
                run.forEach(entry -> rows.add(rowOf(entry)));
            }
            from = to;
        }
        return rows;
    }

    private TreeNode rowOfRun(List<PageTableEntry> run) {
        PageTableEntry first = run.getFirst();
        PageTableEntry last = run.getLast();
        List<String> cells =
                List.of(
                        String.format("[%03d…%03d]", first.vpn(), last.vpn()),
                        hex(first.vaddr()),
                        hex(first.ppn() << 12),
                        first.flags().text(),
                        run.size() + " × " + sizeOf(first) + ", " + whatOf(run));
        return new TreeNode(
                "run " + first.vpn(),
                cells,
                Optional.of(new RichText.Target.Frame(first.ppn())),
                false,
                () -> run.stream().map(this::rowOf).toList());
    }

    private TreeNode rowOf(PageTableEntry entry) {
        List<String> cells =
                List.of(
                        String.format("[%03d]", entry.vpn()),
                        hex(entry.vaddr()),
                        hex(entry.ppn() << 12),
                        flagsOf(entry),
                        whatOf(entry));
        boolean table = entry.kind() == PageTableEntry.Kind.TABLE;
        return new TreeNode(
                "entry " + entry.vpn(),
                cells,
                Optional.of(new RichText.Target.Frame(entry.ppn())),
                table,
                () -> table ? tables.target(entry).map(this::rowsOf).orElse(List.of()) : List.of());
    }

    /** The states of the frames that a run maps. */
    private String whatOf(List<PageTableEntry> run) {
        return run.stream()
                .map(entry -> stateOf(entry.ppn()))
                .distinct()
                .limit(MOST_STATES)
                .collect(Collectors.joining(", "));
    }

    /** The size of an entry in a run, and of the page that it is part of if that is larger. */
    private static String sizeOf(PageTableEntry entry) {
        String span = Bytes.text(entry.span());
        return entry.napot() ? span + " in pages of " + Bytes.text(entry.pageSize()) : span;
    }

    private static String flagsOf(PageTableEntry entry) {
        return switch (entry.kind()) {
            case LEAF, RESERVED -> entry.flags().text();
            case TABLE -> entry.flags().global() ? "table G" : "table";
            case INVALID -> "not valid";
        };
    }

    private String whatOf(PageTableEntry entry) {
        return switch (entry.kind()) {
            case TABLE -> "level " + (entry.level() - 1) + " table";
            case LEAF -> leafOf(entry);
            case RESERVED -> entry.problem();
            case INVALID -> "0x" + Long.toHexString(entry.pte());
        };
    }

    private String leafOf(PageTableEntry entry) {
        String page = entry.level() > 0 ? " superpage, " : " page, ";
        boolean usual = entry.level() == 0 && !entry.napot();
        return (usual ? "" : Bytes.text(entry.pageSize()) + page) + stateOf(entry.ppn());
    }

    private String stateOf(long ppn) {
        return frames.contains(ppn) ? frames.stateOf(ppn).label() : "not DRAM";
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
