package dev.framescope.ide.ui.views.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.ui.SampleRun;
import dev.framescope.insight.layout.RegionKind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

class MemoryMapModelTest {
    private static SampleRun run;
    private static MemoryMapModel model;

    @BeforeAll
    static void runIntoTheAllocator() throws Exception {
        run = new SampleRun();
        model = new MemoryMapModel(run.runToCall(100));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    void theBoardsWindowsAreListedFromDebugToDram() {
        List<String> windows =
                model.entries().stream()
                        .filter(entry -> entry.depth() == 0 && !entry.isGap())
                        .map(entry -> entry.region().name())
                        .toList();
        assertEquals("VIRT_DEBUG", windows.getFirst());
        assertEquals("VIRT_DRAM", windows.getLast());
        assertTrue(windows.contains("VIRT_UART0"), windows.toString());
    }

    @Test
    void theDramIsOpenedIntoItsParts() {
        List<RegionKind> parts =
                model.entries().stream()
                        .filter(entry -> entry.depth() == 1)
                        .map(entry -> entry.region().kind())
                        .toList();
        assertTrue(
                parts.containsAll(
                        List.of(
                                RegionKind.FIRMWARE,
                                RegionKind.KERNEL_TEXT,
                                RegionKind.KERNEL_RODATA,
                                RegionKind.STACK,
                                RegionKind.FRAMES,
                                RegionKind.DEVICE_TREE)),
                parts.toString());
    }

    @Test
    void theAllocatorsRangeIsInUseAtItsBeginning() {
        MapEntry frames =
                model.entries().stream()
                        .filter(entry -> entry.region().kind() == RegionKind.FRAMES)
                        .findFirst()
                        .orElseThrow();
        assertTrue(frames.usage().getFirst() > 0.5, frames.usage().toString());
        assertEquals(0.0, frames.usage().getLast());
    }

    @Test
    void aSectionsSymbolsAreInItsDescription() {
        MapEntry text =
                model.entries().stream()
                        .filter(entry -> entry.region().kind() == RegionKind.KERNEL_TEXT)
                        .findFirst()
                        .orElseThrow();
        assertTrue(text.describe().contains("_start"), text.describe());
    }

    @Test
    void theTextHasALineForEveryRegionButGaps() {
        long regions = model.entries().stream().filter(entry -> !entry.isGap()).count();
        assertEquals(regions, model.text().lines().count());
    }
}
