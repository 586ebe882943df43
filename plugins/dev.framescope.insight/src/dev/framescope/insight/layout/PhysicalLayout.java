package dev.framescope.insight.layout;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.Inspection;

import java.util.List;
import java.util.Optional;

/**
 * The whole physical map, VIRT_DEBUG to VIRT_DRAM, gaps included, with the DRAM opened. Immutable;
 * any thread may use it.
 */
public final class PhysicalLayout {
    private PhysicalLayout() {}

    /** Call on the machine thread. */
    public static PhysicalLayout of(Inspection machine, KernelImage kernel, LedgerSnapshot ledger) {
        throw new UnsupportedOperationException();
    }

    /** The map by ascending address, without overlap and without holes. */
    public List<LayoutRegion> regions() {
        throw new UnsupportedOperationException();
    }

    /** The region of the DRAM. */
    public LayoutRegion dram() {
        throw new UnsupportedOperationException();
    }

    /** The innermost region at a physical address. */
    public Optional<LayoutRegion> regionAt(long paddr) {
        throw new UnsupportedOperationException();
    }

    /** Symbols that lie in a region, by ascending address, at most {@code limit}. */
    public List<PlacedSymbol> symbolsIn(LayoutRegion region, int limit) {
        throw new UnsupportedOperationException();
    }
}
