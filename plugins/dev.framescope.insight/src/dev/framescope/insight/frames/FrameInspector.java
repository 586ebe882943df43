package dev.framescope.insight.frames;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.kernel.PlacedSymbol;
import dev.framescope.insight.layout.DramUse;
import dev.framescope.insight.layout.RegionKind;
import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.insight.ledger.FrameHistory.Status;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.insight.paging.VirtualPage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers what is known of one frame. */
final class FrameInspector {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_SIZE = 1L << PAGE_SHIFT;
    private static final int MAX_MAPPINGS = 64;
    private static final int MAX_SYMBOLS = 64;

    private final KernelImage kernel;
    private final DramUse use;
    private final LedgerSnapshot ledger;
    private final List<PageTables> addressSpaces;

    FrameInspector(
            KernelImage kernel,
            DramUse use,
            LedgerSnapshot ledger,
            List<PageTables> addressSpaces) {
        this.kernel = kernel;
        this.use = use;
        this.ledger = ledger;
        this.addressSpaces = addressSpaces;
    }

    FrameDetails details(long ppn, FrameState state) {
        FrameHistory history = ledger.of(ppn);
        List<VirtualPage> mappings = mappings(ppn);
        return new FrameDetails(
                ppn,
                state,
                what(ppn, state, history),
                history,
                history.latest()
                        .map(event -> kernel.describeCallStack(event.callStack()))
                        .orElse(List.of()),
                mappings,
                symbols(ppn),
                notes(ppn, state, history, mappings));
    }

    private String what(long ppn, FrameState state, FrameHistory history) {
        return switch (state) {
            case DEVICE_TREE -> "device tree";
            case FIRMWARE -> "firmware, below the kernel";
            case PAGE_TABLE -> table(ppn);
            case STACK, KERNEL_TEXT, KERNEL_RODATA, KERNEL_DATA -> image(ppn);
            case ALLOCATED -> "allocated";
            case FREE -> history.status() == Status.UNKNOWN ? "free, never taken" : "free";
            case MAPPED -> "mapped, otherwise unknown";
            case RESERVED -> "nothing is known of it";
        };
    }

    private String image(long ppn) {
        List<String> names = kernel.sectionNamesIn(ppn << PAGE_SHIFT, PAGE_SIZE);
        return names.isEmpty() ? "kernel" : "kernel " + String.join(", ", names);
    }

    /** The levels in the first address space that uses the frame as a table. */
    private String table(long ppn) {
        for (PageTables tables : addressSpaces) {
            List<Integer> levels = tables.levelsOf(ppn);
            if (ppn == tables.rootPpn()) {
                return "page table, root of satp 0x" + Long.toHexString(tables.satp());
            } else if (!levels.isEmpty()) {
                String text =
                        levels.stream().map(String::valueOf).collect(Collectors.joining(" and "));
                return "page table, level "
                        + text
                        + " below satp 0x"
                        + Long.toHexString(tables.satp());
            }
        }
        return "page table";
    }

    private List<VirtualPage> mappings(long ppn) {
        List<VirtualPage> mappings = new ArrayList<>();
        for (PageTables tables : addressSpaces) {
            mappings.addAll(tables.mappingsOf(ppn, MAX_MAPPINGS - mappings.size()));
        }
        return mappings;
    }

    private List<String> symbols(long ppn) {
        long paddr = ppn << PAGE_SHIFT;
        List<PlacedSymbol> starting = kernel.symbolsIn(paddr, PAGE_SIZE, MAX_SYMBOLS);
        List<String> names = new ArrayList<>();
        if (starting.isEmpty() || starting.getFirst().paddr() != paddr) {
            kernel.describeData(paddr).ifPresent(names::add);
        }
        starting.stream()
                .map(PlacedSymbol::name)
                .limit(MAX_SYMBOLS - names.size())
                .forEach(names::add);
        return names;
    }

    private List<String> notes(
            long ppn, FrameState state, FrameHistory history, List<VirtualPage> mappings) {
        List<String> notes = new ArrayList<>();
        boolean image =
                switch (state) {
                    case DEVICE_TREE, FIRMWARE, STACK, KERNEL_TEXT, KERNEL_RODATA, KERNEL_DATA ->
                            true;
                    default -> false;
                };
        if (image && history.status() == Status.ALLOCATED) {
            notes.add("The allocator has handed it out, although it holds the " + state.label());
        }
        if (state == FrameState.DEVICE_TREE
                && history.status() != Status.ALLOCATED
                && isForAllocator(ppn)) {
            notes.add("It lies in the allocator's range: it may be handed out and overwritten");
        }
        if (state == FrameState.PAGE_TABLE && history.status() == Status.FREE) {
            notes.add("It is a page table, although it was given back to the allocator");
        }
        if (state == FrameState.FREE && mappings.stream().anyMatch(page -> page.flags().user())) {
            notes.add("It is free, but still mapped for user mode");
        }
        if (state == FrameState.ALLOCATED || state == FrameState.FREE) {
            ledger.unseenCalls().ifPresent(unseen -> notes.add("Not all is known: " + unseen));
        }
        return notes;
    }

    private boolean isForAllocator(long ppn) {
        return use.claims().stream()
                .anyMatch(
                        claim ->
                                claim.kind() == RegionKind.FRAMES
                                        && claim.contains(ppn << PAGE_SHIFT));
    }
}
