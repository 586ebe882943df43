package dev.framescope.machine.run;

import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchPoint;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.WatchSource;
import dev.framescope.machine.hart.Hart;
import dev.framescope.machine.hart.MappingVisitor;
import dev.framescope.machine.memory.WatchTable;
import dev.framescope.machine.memory.WatchedBytes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The watchpoints that clients have placed, and where in physical memory they are. Any thread may
 * add and remove; the rest is for the machine thread.
 */
final class Watchpoints {
    private static final Set<WatchKind> WRITE = Set.of(WatchKind.WRITE);
    private static final int ENTRY_BYTES = 8;

    /** satp without the ASID, which does not matter for what an address leads to. */
    private static final long SPACE = ~(0xffffL << 44);

    /** A placed handler; its identity is what the client holds. */
    static final class Placed implements WatchPoint {
        private final WatchRange range;
        private final WatchHandler handler;
        private volatile boolean placed = true;

        /** Where it is in physical memory; empty for virtual bytes of any space. */
        private List<WatchedBytes> bytes = List.of();

        Placed(WatchRange range, WatchHandler handler) {
            this.range = range;
            this.handler = handler;
        }

        @Override
        public WatchRange range() {
            return range;
        }

        /** Whether it has not been removed. */
        boolean isPlaced() {
            return placed;
        }

        WatchHandler handler() {
            return handler;
        }

        private boolean isTouchedBy(WatchAccess access) {
            int length = access.after().length;
            for (WatchedBytes watched : bytes) {
                if (watched.touchedBy(access.kinds(), access.paddr(), length)) {
                    return true;
                }
            }
            return range instanceof WatchRange.Virtual virtual
                    && access.source() instanceof WatchSource.Instruction by
                    && (virtual.satp().isEmpty()
                            || sameSpace(virtual.satp().getAsLong(), by.satp()))
                    && of(virtual).touchedBy(access.kinds(), access.vaddr().orElseThrow(), length);
        }

        private static boolean sameSpace(long satp, long other) {
            return ((satp ^ other) & SPACE) == 0;
        }
    }

    private final Set<Placed> points = new LinkedHashSet<>();
    private volatile boolean changed;

    /** The page-table entries by which virtual bytes are where they are. */
    private List<WatchedBytes> entries = List.of();

    // What memory and harts have been told
    private List<WatchedBytes> armedPhysical = List.of();
    private List<WatchedBytes> armedVirtual = List.of();

    synchronized Placed add(WatchRange range, WatchHandler handler) {
        Placed point = new Placed(range, handler);
        points.add(point);
        changed = true;
        return point;
    }

    synchronized void remove(WatchPoint point) {
        if (point instanceof Placed mine && points.remove(mine)) {
            mine.placed = false;
            changed = true;
        }
    }

    /** The points that an access touches, in the order in which they were placed. */
    synchronized List<Placed> touchedBy(WatchAccess access) {
        return points.stream().filter(point -> point.isTouchedBy(access)).toList();
    }

    /** Arms, if points have come or gone since the last call. */
    void arm(Hardware hardware) {
        if (changed) {
            armNow(hardware);
        }
    }

    /** Arms again if there are virtual bytes to be looked for: page tables may have changed. */
    synchronized void follow(Hardware hardware) {
        if (changed || !entries.isEmpty()) {
            armNow(hardware);
        }
    }

    /** Whether an access has changed a page table that a point depends on. */
    synchronized boolean moves(WatchAccess access) {
        return access.writes()
                && entries.stream()
                        .anyMatch(
                                entry ->
                                        entry.touchedBy(
                                                WRITE, access.paddr(), access.after().length));
    }

    private synchronized void armNow(Hardware hardware) {
        changed = false;
        Set<WatchedBytes> tables = new LinkedHashSet<>();
        List<WatchedBytes> physical = new ArrayList<>();
        List<WatchedBytes> virtual = new ArrayList<>();
        Hart walker = hardware.harts().get(0);
        for (Placed point : points) {
            point.bytes =
                    switch (point.range) {
                        case WatchRange.Physical range ->
                                List.of(
                                        WatchedBytes.of(
                                                range.paddr(), range.bytes(), range.kinds()));
                        case WatchRange.Virtual range -> {
                            virtual.add(of(range));
                            yield mapped(walker, range, tables);
                        }
                    };
            physical.addAll(point.bytes);
        }
        entries = WatchedBytes.joined(tables);
        physical.addAll(entries);
        if (!physical.equals(armedPhysical) || !virtual.equals(armedVirtual)) {
            armedPhysical = physical;
            armedVirtual = virtual;
            boolean none = physical.isEmpty() && virtual.isEmpty();
            hardware.memory()
                    .setWatched(none ? WatchTable.NONE : new WatchTable(physical, virtual));
            hardware.harts().forEach(Hart::watchedPagesChanged);
        }
    }

    private static WatchedBytes of(WatchRange.Virtual range) {
        return WatchedBytes.of(range.vaddr(), range.bytes(), range.kinds());
    }

    /** Where the bytes are now; adds the entries that say so. */
    private static List<WatchedBytes> mapped(
            Hart walker, WatchRange.Virtual range, Set<WatchedBytes> tables) {
        List<WatchedBytes> mapped = new ArrayList<>();
        MappingVisitor visitor =
                new MappingVisitor() {
                    @Override
                    public void entry(long pteAddress) {
                        tables.add(WatchedBytes.of(pteAddress, ENTRY_BYTES, WRITE));
                    }

                    @Override
                    public void mapped(long vaddr, long paddr, long bytes) {
                        mapped.add(WatchedBytes.of(paddr, bytes, range.kinds()));
                    }
                };
        range.satp()
                .ifPresent(
                        satp -> walker.visitMapping(satp, range.vaddr(), range.bytes(), visitor));
        return WatchedBytes.joined(mapped);
    }
}
