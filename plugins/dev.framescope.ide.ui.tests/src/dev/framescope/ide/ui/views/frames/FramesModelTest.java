package dev.framescope.ide.ui.views.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.ui.SampleRun;
import dev.framescope.ide.ui.views.grid.GridModel;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

class FramesModelTest {
    private static SampleRun run;
    private static InsightSnapshot first;
    private static InsightSnapshot second;
    private static FramesModel model;

    @BeforeAll
    static void runTwice() throws Exception {
        run = new SampleRun();
        first = run.runToCall(1);
        second = run.runToCall(2);
        model = new FramesModel(second.frames(), Optional.of(first.frames()));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    void anItemStandsForEveryFrameOfTheDram() {
        assertEquals(32768, model.itemCount());
        assertEquals(0x8000_0000L, model.addressOf(0));
        assertEquals(0x80200, model.ppnOf(0x200));
        assertEquals(0x200, model.itemOf(0x80200));
        assertEquals(-1, model.itemOf(0x7ffff));
    }

    @Test
    void theFrameThatWasTakenBetweenTwoStopsIsMarkedAndNoOther() {
        int taken = model.nextMarked(0);
        assertEquals(1, model.changedCount());
        assertTrue(model.hasChanged(taken));
        assertEquals(FrameState.ALLOCATED, model.stateOf(taken));
        assertEquals(-1, model.nextMarked(taken + 1));
    }

    @Test
    void nothingIsMarkedAtTheFirstStop() {
        assertEquals(-1, new FramesModel(first.frames(), Optional.empty()).nextMarked(0));
    }

    @Test
    void everyStateHasAColourOfItsOwnAndAPlaceInTheLegend() {
        long colours =
                Arrays.stream(FrameState.values())
                        .mapToInt(FramePalette::colorOf)
                        .distinct()
                        .count();
        assertEquals(FrameState.values().length, colours);
        assertEquals(FrameState.values().length, FramePalette.ORDER.stream().distinct().count());
    }

    @Test
    void freeFramesAreBlank() {
        assertEquals(GridModel.BLANK, FramePalette.colorOf(FrameState.FREE));
    }

    @Test
    void aTooltipOfSeveralFramesCountsTheirStates() {
        int taken = model.nextMarked(0);
        String text = model.tooltip(taken, 4);
        assertTrue(text.contains("1 allocated"), text);
        assertTrue(text.contains("3 free"), text);
        assertTrue(model.tooltip(taken, 1).contains("changed"), model.tooltip(taken, 1));
        assertFalse(model.tooltip(taken + 1, 1).contains("changed"));
    }

    @Test
    void theDetailsOfATakenFrameSayWhoTookItAndWhere() {
        long ppn = model.ppnOf(model.nextMarked(0));
        String text = FrameDetailsText.of(second.frames().details(ppn), second.kernel()).plain();
        assertTrue(text.contains("0x" + Long.toHexString(ppn)), text);
        assertTrue(text.contains("taken at instruction"), text);
        assertTrue(text.contains("testAllocator workload.c"), text);
        assertTrue(text.contains("mapped nowhere"), text);
    }
}
