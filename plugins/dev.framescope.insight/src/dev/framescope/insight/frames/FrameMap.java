package dev.framescope.insight.frames;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Inspection;

import java.util.List;
import java.util.Set;

/** The state of every page frame of the DRAM. Immutable; any thread may use it. */
public final class FrameMap {
    private FrameMap() {}

    /** The frames, with the address spaces that the harts are in. Call on the machine thread. */
    public static FrameMap of(Inspection machine, KernelImage kernel, LedgerSnapshot ledger) {
        return of(machine, kernel, ledger, Set.of());
    }

    /**
     * As above, with more address spaces.
     *
     * @param moreSatps values of {@code satp} seen before
     */
    public static FrameMap of(
            Inspection machine, KernelImage kernel, LedgerSnapshot ledger, Set<Long> moreSatps) {
        throw new UnsupportedOperationException();
    }

    /** The page number of the DRAM's first frame. */
    public long firstPpn() {
        throw new UnsupportedOperationException();
    }

    /** How many frames the DRAM has. */
    public int frameCount() {
        throw new UnsupportedOperationException();
    }

    /** Whether the page number is one of the DRAM's. */
    public boolean contains(long ppn) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws IndexOutOfBoundsException if the frame is not in the DRAM
     */
    public FrameState stateOf(long ppn) {
        throw new UnsupportedOperationException();
    }

    /** How many frames are in that state. */
    public long count(FrameState state) {
        throw new UnsupportedOperationException();
    }

    /** All that is known of a frame. May be slow; never needs the machine. */
    public FrameDetails details(long ppn) {
        throw new UnsupportedOperationException();
    }

    /** The address spaces whose tables and mappings are in the map. */
    public List<PageTables> addressSpaces() {
        throw new UnsupportedOperationException();
    }

    /** The ledger that the map was made from. */
    public LedgerSnapshot ledger() {
        throw new UnsupportedOperationException();
    }
}
