package dev.framescope.insight.layout;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.kernel.PlacedSymbol;
import dev.framescope.insight.layout.DramUse.Claim;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MemoryMapEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The whole physical map, VIRT_DEBUG to VIRT_DRAM, gaps included, with the DRAM opened. Immutable;
 * any thread may use it.
 */
public final class PhysicalLayout {
    private static final long PAGE_SIZE = 4096;

    private final List<LayoutRegion> regions;
    private final KernelImage kernel;

    private PhysicalLayout(List<LayoutRegion> regions, KernelImage kernel) {
        this.regions = List.copyOf(regions);
        this.kernel = kernel;
    }

    /** Call on the machine thread. */
    public static PhysicalLayout of(Inspection machine, KernelImage kernel, LedgerSnapshot ledger) {
        DramUse use = DramUse.of(machine, kernel, ledger);
        RegionDetails details = new RegionDetails(kernel, ledger);
        List<LayoutRegion> regions = new ArrayList<>();
        long end = 0;
        for (MemoryMapEntry entry : machine.memoryMap()) {
            if (entry.base() > end) {
                regions.add(gap(end, entry.base()));
            }
            regions.add(region(entry, use, details));
            end = entry.base() + entry.size();
        }
        return new PhysicalLayout(regions, kernel);
    }

    private static LayoutRegion gap(long base, long end) {
        return new LayoutRegion(
                "gap", RegionKind.GAP, base, end - base, "nothing answers", List.of());
    }

    private static LayoutRegion region(MemoryMapEntry entry, DramUse use, RegionDetails details) {
        RegionKind kind =
                switch (entry.kind()) {
                    case RAM -> RegionKind.DRAM;
                    case ROM -> RegionKind.ROM;
                    case DEVICE -> RegionKind.DEVICE;
                    case RESERVED -> RegionKind.RESERVED;
                };
        List<LayoutRegion> children =
                kind == RegionKind.DRAM ? open(entry, use, details) : List.of();
        return new LayoutRegion(
                entry.name(), kind, entry.base(), entry.size(), entry.purpose(), children);
    }

    /** Cuts the DRAM at every claim's ends; of several claims on a piece, the first counts. */
    private static List<LayoutRegion> open(
            MemoryMapEntry entry, DramUse use, RegionDetails details) {
        long end = entry.base() + entry.size();
        TreeSet<Long> cuts = new TreeSet<>(List.of(entry.base(), end));
        for (Claim claim : use.claims()) {
            cuts.add(Math.max(claim.base(), entry.base()));
            cuts.add(Math.min(claim.end(), end));
        }
        List<LayoutRegion> pieces = new ArrayList<>();
        long start = entry.base();
        while (start < end) {
            Optional<Claim> owner = use.ownerOf(start);
            long pieceEnd = cuts.higher(start);
            while (pieceEnd < end && use.ownerOf(pieceEnd).equals(owner)) {
                pieceEnd = cuts.higher(pieceEnd);
            }
            piece(owner, start, pieceEnd, details).ifPresent(pieces::add);
            start = pieceEnd;
        }
        return pieces;
    }

    /** Frames are whole; what is left in front of them, and alignment, makes no region. */
    private static Optional<LayoutRegion> piece(
            Optional<Claim> owner, long start, long end, RegionDetails details) {
        RegionKind kind = owner.map(Claim::kind).orElse(RegionKind.UNUSED);
        boolean pages = kind == RegionKind.FRAMES || kind == RegionKind.UNUSED;
        long base = pages ? (start + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE : start;
        return base >= end
                ? Optional.empty()
                : Optional.of(
                        new LayoutRegion(
                                owner.map(Claim::name).orElse("unused"),
                                kind,
                                base,
                                end - base,
                                details.of(kind, base, end - base),
                                List.of()));
    }

    /** The map by ascending address, without overlap and without holes. */
    public List<LayoutRegion> regions() {
        return regions;
    }

    /** The region of the DRAM, the last one. */
    public LayoutRegion dram() {
        return regions.getLast();
    }

    /** The innermost region at a physical address. */
    public Optional<LayoutRegion> regionAt(long paddr) {
        return innermost(regions, paddr);
    }

    private static Optional<LayoutRegion> innermost(List<LayoutRegion> among, long paddr) {
        return among.stream()
                .filter(region -> region.contains(paddr))
                .findFirst()
                .map(region -> innermost(region.children(), paddr).orElse(region));
    }

    /** Symbols that lie in a region, by ascending address, at most {@code limit}. */
    public List<PlacedSymbol> symbolsIn(LayoutRegion region, int limit) {
        return kernel.symbolsIn(region.base(), region.size(), limit);
    }
}
