package dev.framescope.insight.frames;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.layout.DramUse;
import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The state of every page frame of the DRAM. Immutable; any thread may use it. */
public final class FrameMap {
    private static final FrameState[] STATES = FrameState.values();

    private final KernelImage kernel;
    private final DramUse use;
    private final LedgerSnapshot ledger;
    private final List<PageTables> addressSpaces;

    /** The ordinal of each frame's state. */
    private final byte[] states;

    private final long[] counts;

    private FrameMap(
            KernelImage kernel,
            DramUse use,
            LedgerSnapshot ledger,
            List<PageTables> addressSpaces) {
        this.kernel = kernel;
        this.use = use;
        this.ledger = ledger;
        this.addressSpaces = List.copyOf(addressSpaces);
        FramePainter painter = new FramePainter(use.dram());
        painter.mappings(addressSpaces);
        painter.frames(use, ledger);
        painter.kernel(use, kernel);
        painter.tables(addressSpaces);
        painter.firmwareAndDeviceTree(use);
        this.states = painter.states();
        this.counts = count(states);
    }

    /**
     * The frames, with the address spaces that the harts are in and those that the ledger has seen.
     * Call on the machine thread.
     */
    public static FrameMap of(Inspection machine, KernelImage kernel, LedgerSnapshot ledger) {
        return of(machine, kernel, ledger, Set.of());
    }

    /**
     * As above, with more address spaces.
     *
     * @param moreSatps values of {@code satp} seen before; those whose root was given back since
     *     are left out
     */
    public static FrameMap of(
            Inspection machine, KernelImage kernel, LedgerSnapshot ledger, Set<Long> moreSatps) {
        Set<Long> satps = new LinkedHashSet<>();
        for (int id = 0; id < machine.hartCount(); id++) {
            satps.add(PageTables.satpOf(machine.hart(id)));
        }
        satps.addAll(ledger.satps());
        moreSatps.stream().filter(satp -> rootInUse(satp, ledger)).forEach(satps::add);
        List<PageTables> spaces = new ArrayList<>();
        Set<Long> roots = new HashSet<>();
        for (long satp : satps) {
            if (roots.add(PageTables.rootPpn(satp))) {
                PageTables tables = PageTables.of(machine, satp);
                tables.root().ifPresent(root -> spaces.add(tables));
            }
        }
        return new FrameMap(kernel, DramUse.of(machine, kernel, ledger), ledger, spaces);
    }

    private static boolean rootInUse(long satp, LedgerSnapshot ledger) {
        return ledger.statusOf(PageTables.rootPpn(satp)) != FrameHistory.Status.FREE;
    }

    private static long[] count(byte[] states) {
        long[] counts = new long[STATES.length];
        for (byte state : states) {
            counts[state]++;
        }
        return counts;
    }

    /** The page number of the DRAM's first frame. */
    public long firstPpn() {
        return use.dram().firstPpn();
    }

    /** How many frames the DRAM has. */
    public int frameCount() {
        return use.dram().frameCount();
    }

    /** Whether the page number is one of the DRAM's. */
    public boolean contains(long ppn) {
        return use.dram().contains(ppn);
    }

    /**
     * What a frame is.
     *
     * @throws IndexOutOfBoundsException if the frame is not in the DRAM
     */
    public FrameState stateOf(long ppn) {
        Objects.checkIndex(ppn - firstPpn(), frameCount());
        return STATES[states[use.dram().index(ppn)]];
    }

    /** Whether the other has the same frames, each in the same state. */
    public boolean sameStates(FrameMap other) {
        return firstPpn() == other.firstPpn() && Arrays.equals(states, other.states);
    }

    /** How many frames are in that state. */
    public long count(FrameState state) {
        return counts[state.ordinal()];
    }

    /**
     * All that is known of a frame. May be slow; never needs the machine.
     *
     * @throws IndexOutOfBoundsException if the frame is not in the DRAM
     */
    public FrameDetails details(long ppn) {
        return new FrameInspector(kernel, use, ledger, addressSpaces).details(ppn, stateOf(ppn));
    }

    /** The address spaces whose tables and mappings are in the map. */
    public List<PageTables> addressSpaces() {
        return addressSpaces;
    }

    /** The ledger that the map was made from. */
    public LedgerSnapshot ledger() {
        return ledger;
    }
}
