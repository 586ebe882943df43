package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.ide.ui.views.theme.Fonts;
import dev.framescope.insight.paging.MappedRange;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mapped ranges of an address space as a virtual table. UI thread only. */
final class RangeTable {
    private static final List<String> COLUMNS =
            List.of("Virtual from", "to", "Physical", "Size", "Flags", "Pages");

    private final Table table;
    private List<MappedRange> ranges = List.of();

    /**
     * @param follow called with a range's first frame when the reader selects it
     */
    RangeTable(Composite parent, Consumer<RichText.Target> follow) {
        table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI);
        table.setHeaderVisible(true);
        table.setFont(Fonts.smallerText(table));
        for (String column : COLUMNS) {
            new TableColumn(table, SWT.NONE).setText(column);
        }
        table.addListener(SWT.SetData, this::fill);
        table.addListener(
                SWT.Selection,
                e -> {
                    int index = table.getSelectionIndex();
                    if (index >= 0) {
                        follow.accept(new RichText.Target.Frame(ranges.get(index).paddr() >>> 12));
                    }
                });
    }

    Table control() {
        return table;
    }

    /** Sets the columns' widths in points. */
    void setWidths(int... widths) {
        for (int i = 0; i < widths.length; i++) {
            table.getColumn(i).setWidth(widths[i]);
        }
    }

    void show(List<MappedRange> newRanges) {
        if (newRanges.equals(ranges)) {
            return;
        }
        ranges = newRanges;
        table.setItemCount(ranges.size());
        table.clearAll();
    }

    private void fill(Event e) {
        ((TableItem) e.item).setText(cellsOf(ranges.get(e.index)).toArray(String[]::new));
    }

    private static List<String> cellsOf(MappedRange range) {
        return List.of(
                TableNodes.hex(range.vaddr()),
                TableNodes.hex(range.vaddrEnd() - 1),
                TableNodes.hex(range.paddr()),
                Bytes.rounded(range.size()),
                range.flags().text(),
                pagesOf(range));
    }

    /** How many pages of which size, such as {@code 96×4K 62×2M}. */
    private static String pagesOf(MappedRange range) {
        List<String> parts = new ArrayList<>();
        addPages(parts, range.pages4K(), "4K");
        addPages(parts, range.pages64K(), "64K");
        addPages(parts, range.pages2M(), "2M");
        addPages(parts, range.pages1G(), "1G");
        return String.join(" ", parts);
    }

    private static void addPages(List<String> parts, long count, String size) {
        if (count > 0) {
            parts.add(count + "×" + size);
        }
    }

    /** The selected rows, or all of them, as text, cells separated by tabs. */
    String text() {
        Stream<MappedRange> chosen =
                table.getSelectionCount() == 0
                        ? ranges.stream()
                        : Arrays.stream(table.getSelectionIndices()).mapToObj(ranges::get);
        return chosen.map(range -> String.join("\t", cellsOf(range)))
                .collect(Collectors.joining("\n"));
    }
}
