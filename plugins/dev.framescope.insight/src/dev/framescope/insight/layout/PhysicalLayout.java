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
        Claim last = null;
        for (long base : cuts.headSet(end)) {
            Claim owner = ownerOf(base, use);
            long size = cuts.higher(base) - base;
            if (!pieces.isEmpty() && owner == last) {
                LayoutRegion before = pieces.removeLast();
                pieces.add(piece(owner, before.base(), before.size() + size, details));
            } else {
                pieces.add(piece(owner, base, size, details));
            }
            last = owner;
        }
        pieces.removeIf(piece -> piece.kind() == RegionKind.UNUSED && piece.size() < PAGE_SIZE);
        return pieces;
    }

    private static Claim ownerOf(long paddr, DramUse use) {
        return use.claims().stream()
                .filter(claim -> claim.contains(paddr))
                .findFirst()
                .orElse(null);
    }

    private static LayoutRegion piece(Claim owner, long base, long size, RegionDetails details) {
        return owner == null
                ? new LayoutRegion("unused", RegionKind.UNUSED, base, size, "", List.of())
                : new LayoutRegion(
                        owner.name(),
                        owner.kind(),
                        base,
                        size,
                        details.of(owner.kind(), base, size),
                        List.of());
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
