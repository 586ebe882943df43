package dev.framescope.ide.ui.views.memory;

import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.insight.kernel.PlacedSymbol;
import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.RegionKind;

import java.util.List;

/**
 * One region of the physical map as the view lists it.
 *
 * @param region what it is
 * @param depth 0 for a window of the board, 1 for a part of the DRAM
 * @param symbols some of the kernel's symbols in it
 * @param usage for the frame allocator's range, which part of each of equally many frames is in
 *     use, 0 to 1, by ascending address; else empty
 */
record MapEntry(LayoutRegion region, int depth, List<PlacedSymbol> symbols, List<Double> usage) {
    MapEntry {
        symbols = List.copyOf(symbols);
        usage = List.copyOf(usage);
    }

    boolean isGap() {
        return region.kind() == RegionKind.GAP;
    }

    /** Whether the region is drawn as a box around its parts. */
    boolean isOpened() {
        return !region.children().isEmpty();
    }

    /** All about the region, for a tooltip or the clipboard. */
    String describe() {
        StringBuilder text = new StringBuilder(line());
        if (!symbols.isEmpty()) {
            text.append("\nsymbols: ");
            text.append(
                    String.join(
                            ", ",
                            symbols.stream()
                                    .map(s -> s.name() + " 0x" + Long.toHexString(s.paddr()))
                                    .toList()));
        }
        return text.toString();
    }

    /** One line: range, size, name, detail. */
    String line() {
        String range =
                String.format(
                        "0x%08x-0x%08x  %8s  ",
                        region.base(), region.end() - 1, Bytes.text(region.size()));
        String detail = region.detail().isEmpty() ? "" : "  (" + region.detail() + ")";
        return range + "  ".repeat(depth) + region.name() + detail;
    }
}
