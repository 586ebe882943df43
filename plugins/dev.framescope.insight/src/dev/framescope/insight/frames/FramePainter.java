package dev.framescope.insight.frames;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.layout.DramUse;
import dev.framescope.insight.layout.DramUse.Claim;
import dev.framescope.insight.layout.RegionKind;
import dev.framescope.insight.ledger.Dram;
import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.MappedRange;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.LoadSegment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Fills in the states of all frames; what is painted later covers what was painted before, so the
 * methods are to be called in the reverse order of {@link FrameState}.
 */
final class FramePainter {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_SIZE = 1L << PAGE_SHIFT;

    private static final Map<RegionKind, FrameState> SECTIONS =
            Map.of(
                    RegionKind.KERNEL_TEXT, FrameState.KERNEL_TEXT,
                    RegionKind.KERNEL_RODATA, FrameState.KERNEL_RODATA,
                    RegionKind.KERNEL_DATA, FrameState.KERNEL_DATA,
                    RegionKind.KERNEL_BSS, FrameState.KERNEL_DATA,
                    RegionKind.STACK, FrameState.STACK);

    private final Dram dram;
    private final byte[] states;

    FramePainter(Dram dram) {
        this.dram = dram;
        states = new byte[dram.frameCount()];
        Arrays.fill(states, (byte) FrameState.RESERVED.ordinal());
    }

    byte[] states() {
        return states;
    }

    void mappings(List<PageTables> addressSpaces) {
        for (PageTables tables : addressSpaces) {
            for (MappedRange range : tables.ranges()) {
                paint(range.paddr(), range.size(), FrameState.MAPPED);
            }
        }
    }

    void frames(DramUse use, LedgerSnapshot ledger) {
        paint(use, RegionKind.FRAMES, FrameState.FREE);
        ledger.forEachFrame(
                (ppn, status) ->
                        states[dram.index(ppn)] =
                                (byte)
                                        (status == FrameHistory.Status.ALLOCATED
                                                        ? FrameState.ALLOCATED
                                                        : FrameState.FREE)
                                                .ordinal());
    }

    /** A frame that several sections share is what holds most of it. */
    void kernel(DramUse use, KernelImage kernel) {
        for (LoadSegment segment : kernel.loadImage().segments()) {
            paint(segment.paddr(), segment.memorySize(), FrameState.KERNEL_DATA);
        }
        List<Claim> sections =
                use.claims().stream().filter(claim -> SECTIONS.containsKey(claim.kind())).toList();
        for (Claim section : sections) {
            paint(section.base(), section.size(), SECTIONS.get(section.kind()));
        }
        for (Claim section : sections) {
            paintShared(section.base() >>> PAGE_SHIFT, sections);
            paintShared(section.end() - 1 >>> PAGE_SHIFT, sections);
        }
    }

    private void paintShared(long ppn, List<Claim> sections) {
        sections.stream()
                .max(Comparator.comparingLong(section -> bytesIn(ppn, section)))
                .ifPresent(
                        largest ->
                                paint(ppn << PAGE_SHIFT, PAGE_SIZE, SECTIONS.get(largest.kind())));
    }

    private static long bytesIn(long ppn, Claim section) {
        long start = Math.max(section.base(), ppn << PAGE_SHIFT);
        long end = Math.min(section.end(), ppn + 1 << PAGE_SHIFT);
        return Math.max(0, end - start);
    }

    void tables(List<PageTables> addressSpaces) {
        for (PageTables tables : addressSpaces) {
            for (long ppn : tables.tablePpns()) {
                paint(ppn << PAGE_SHIFT, PAGE_SIZE, FrameState.PAGE_TABLE);
            }
        }
    }

    void firmwareAndDeviceTree(DramUse use) {
        paint(use, RegionKind.FIRMWARE, FrameState.FIRMWARE);
        paint(use, RegionKind.DEVICE_TREE, FrameState.DEVICE_TREE);
    }

    private void paint(DramUse use, RegionKind kind, FrameState state) {
        for (Claim claim : use.claims()) {
            if (claim.kind() == kind) {
                paint(claim.base(), claim.size(), state);
            }
        }
    }

    /** Paints every frame that has a byte of the range, as far as it lies in the DRAM. */
    private void paint(long paddr, long size, FrameState state) {
        long first = (paddr >>> PAGE_SHIFT) - dram.firstPpn();
        long end = (paddr + size + PAGE_SIZE - 1 >>> PAGE_SHIFT) - dram.firstPpn();
        int from = Math.clamp(first, 0, dram.frameCount());
        int to = Math.clamp(end, from, dram.frameCount());
        Arrays.fill(states, from, to, (byte) state.ordinal());
    }
}
