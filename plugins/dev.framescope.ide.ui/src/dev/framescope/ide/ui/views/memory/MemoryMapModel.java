package dev.framescope.ide.ui.views.memory;

import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.layout.LayoutRegion;
import dev.framescope.insight.layout.PhysicalLayout;
import dev.framescope.insight.layout.RegionKind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The physical map as a list, gaps included, the DRAM's parts after the DRAM. Immutable. */
final class MemoryMapModel {
    private static final int SYMBOLS = 12;
    private static final int USAGE_PARTS = 256;
    private static final int PAGE_SHIFT = 12;

    private final List<MapEntry> entries = new ArrayList<>();
    private final PhysicalLayout layout;
    private final FrameMap frames;

    MemoryMapModel(InsightSnapshot insight) {
        layout = insight.layout();
        frames = insight.frames();
        layout.regions().forEach(region -> add(region, 0));
    }

    private void add(LayoutRegion region, int depth) {
        List<Double> usage = region.kind() == RegionKind.FRAMES ? usageOf(region) : List.of();
        boolean opened = !region.children().isEmpty();
        entries.add(
                new MapEntry(
                        region,
                        depth,
                        opened ? List.of() : layout.symbolsIn(region, SYMBOLS),
                        usage));
        region.children().forEach(child -> add(child, depth + 1));
    }

    private List<Double> usageOf(LayoutRegion region) {
        long first = region.base() >>> PAGE_SHIFT;
        long count = region.size() >>> PAGE_SHIFT;
        List<Double> usage = new ArrayList<>();
        int parts = (int) Math.min(USAGE_PARTS, count);
        for (int i = 0; i < parts; i++) {
            usage.add(usedPart(first + count * i / parts, first + count * (i + 1) / parts));
        }
        return usage;
    }

    private double usedPart(long from, long to) {
        long used = 0;
        for (long ppn = from; ppn < to; ppn++) {
            if (frames.contains(ppn) && frames.stateOf(ppn) != FrameState.FREE) {
                used++;
            }
        }
        return (double) used / (to - from);
    }

    /** All regions by ascending address; a region that has parts comes before them. */
    List<MapEntry> entries() {
        return entries;
    }

    /** The whole map as text, a line for each region. */
    String text() {
        return entries.stream()
                .filter(entry -> !entry.isGap())
                .map(MapEntry::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
