package dev.framescope.insight;

import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.layout.PhysicalLayout;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Inspection;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the views show at one stop. Immutable; any thread may use it.
 *
 * @param instructions retired by all harts since reset
 * @param time {@code mtime} in ticks of 100 ns
 * @param hart the hart whose address space {@code pageTables} is
 */
public record InsightSnapshot(
        KernelImage kernel,
        long instructions,
        long time,
        int hart,
        List<HartSummary> harts,
        PhysicalLayout layout,
        FrameMap frames,
        PageTables pageTables,
        LedgerSnapshot ledger) {
    public InsightSnapshot {
        harts = List.copyOf(harts);
    }

    /**
     * Computes everything. Call on the machine thread.
     *
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public static InsightSnapshot of(
            Inspection machine, KernelImage kernel, LedgerSnapshot ledger, int hart) {
        return of(machine, kernel, ledger, hart, Set.of());
    }

    /**
     * As above, with more address spaces for the frame map.
     *
     * @param moreSatps values of {@code satp} seen before
     */
    public static InsightSnapshot of(
            Inspection machine,
            KernelImage kernel,
            LedgerSnapshot ledger,
            int hart,
            Set<Long> moreSatps) {
        List<HartSummary> harts =
                IntStream.range(0, machine.hartCount())
                        .mapToObj(id -> HartSummary.of(machine.hart(id)))
                        .toList();
        FrameMap frames = FrameMap.of(machine, kernel, ledger, moreSatps);
        return new InsightSnapshot(
                kernel,
                machine.instructions(),
                machine.time(),
                hart,
                harts,
                PhysicalLayout.of(machine, kernel, ledger),
                frames,
                tables(machine, frames, harts.get(hart).satp()),
                ledger);
    }

    /** The frame map has read most address spaces already. */
    private static PageTables tables(Inspection machine, FrameMap frames, long satp) {
        return frames.addressSpaces().stream()
                .filter(tables -> tables.satp() == satp)
                .findFirst()
                .orElseGet(() -> PageTables.of(machine, satp));
    }
}
