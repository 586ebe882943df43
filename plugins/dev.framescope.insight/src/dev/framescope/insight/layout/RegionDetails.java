package dev.framescope.insight.layout;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.kernel.PlacedSymbol;
import dev.framescope.insight.ledger.LedgerSnapshot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is worth saying about a part of the DRAM in a few words. */
final class RegionDetails {
    private static final int PAGE_SHIFT = 12;
    private static final int LARGEST = 3;

    private final KernelImage kernel;
    private final LedgerSnapshot ledger;

    RegionDetails(KernelImage kernel, LedgerSnapshot ledger) {
        this.kernel = kernel;
        this.ledger = ledger;
    }

    String of(RegionKind kind, long base, long size) {
        return switch (kind) {
            case FRAMES -> frames(base, size);
            case KERNEL_TEXT -> functions(base, size);
            case KERNEL_RODATA, KERNEL_DATA, KERNEL_BSS -> largestObjects(base, size);
            case FIRMWARE -> "M-mode";
            case DEVICE_TREE -> "where a1 points at entry";
            default -> "";
        };
    }

    private String frames(long base, long size) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d in use",
                ledger.inUse(base >>> PAGE_SHIFT, size >>> PAGE_SHIFT),
                size >>> PAGE_SHIFT);
    }

    private String functions(long base, long size) {
        long count =
                kernel.symbols().functions().stream()
                        .filter(
                                function ->
                                        kernel.locate(function.low()).loadAddress().stream()
                                                .anyMatch(at -> at >= base && at < base + size))
                        .count();
        return count == 1 ? "1 function" : String.format(Locale.ROOT, "%,d functions", count);
    }

    private String largestObjects(long base, long size) {
        List<PlacedSymbol> symbols = kernel.symbolsIn(base, size, Integer.MAX_VALUE);
        return symbols.stream()
                .filter(symbol -> symbol.size() > 0)
                .sorted(Comparator.comparingLong(PlacedSymbol::size).reversed())
                .limit(LARGEST)
                .map(PlacedSymbol::name)
                .collect(Collectors.joining(", "));
    }
}
