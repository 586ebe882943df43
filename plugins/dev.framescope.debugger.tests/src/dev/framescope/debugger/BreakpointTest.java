package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.StopReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class BreakpointTest {
    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.sample();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void stopsInAFunctionBehindItsPrologue() throws Exception {
        Breakpoint breakpoint = driver.breakAt("allocFrame");
        SessionStop stop = driver.resume();
        assertEquals(SessionStop.Kind.BREAKPOINT, stop.kind());
        assertEquals(List.of(breakpoint), stop.hit());
        assertEquals(0, stop.hart());
        assertEquals(SampleSource.place("memory.c", "char *start"), driver.line());
        assertEquals(1, breakpoint.hits());
    }

    @Test
    void stopsBeforePagingIsOnAndAfter() throws Exception {
        Breakpoint breakpoint = driver.breakAt("allocFrame");
        driver.resume();
        assertEquals(0L, driver.read(HartInspection::effectiveSatp).longValue());
        long hits = 1;
        while (driver.read(HartInspection::effectiveSatp) == 0) {
            driver.resume();
            hits++;
        }
        assertEquals("allocFrame", driver.functions().get(0));
        assertEquals(hits, breakpoint.hits());
    }

    @Test
    void tellsWhereItStops() {
        Breakpoint breakpoint = driver.breakAt("allocFrame");
        long address = breakpoint.locations().get(0).address();
        assertEquals(
                "stops at 0x"
                        + Long.toHexString(address)
                        + " ("
                        + SampleSource.place("memory.c", "char *start")
                        + ")",
                breakpoint.status());
    }

    @Test
    void saysThatNoFunctionHasTheName() {
        Breakpoint breakpoint = driver.breakAt("allocFarm");
        assertTrue(breakpoint.locations().isEmpty());
        assertEquals("no function named allocFarm", breakpoint.status());
    }

    @Test
    void saysThatAFileHasNoCodeThere() {
        Breakpoint breakpoint = driver.session().add(new BreakpointSpec.AtLine("memory.c", 9999));
        assertTrue(breakpoint.locations().isEmpty());
        assertEquals("no code at memory.c:9999, nor after it in that file", breakpoint.status());
    }

    @Test
    void stopsAtALine() throws Exception {
        int line = SampleSource.line("memory.c", "frameAllocator.allocator.dealloc(");
        driver.session().add(new BreakpointSpec.AtLine("kernel/memory.c", line));
        driver.resume();
        assertEquals("memory.c:" + line, driver.line());
        assertEquals("deallocFrame", driver.functions().get(0));
    }

    @Test
    void slidesFromALineWithoutCodeToTheNext() throws Exception {
        int brace = SampleSource.line("memory.c", "int i;");
        Breakpoint breakpoint = driver.session().add(new BreakpointSpec.AtLine("memory.c", brace));
        driver.resume();
        assertEquals("memory.c:" + (brace + 1), driver.line());
        assertEquals(1, breakpoint.locations().size());
    }

    @Test
    void stopsAtALabelOfAssemblyCode() throws Exception {
        driver.breakAt("trapEntry");
        driver.resume();
        assertEquals("trapEntry", driver.functions().get(0));
    }

    @Test
    void stopsAtAnAddress() throws Exception {
        long address = driver.addressOf("allocFrame");
        driver.session().add(new BreakpointSpec.AtAddress(address));
        driver.resume();
        assertEquals(address, driver.pc());
    }

    @Test
    void temporaryOneStopsOnceAndIsGone() throws Exception {
        Breakpoint breakpoint =
                driver.session().addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
        assertEquals(List.of(breakpoint), driver.resume().hit());
        assertEquals(List.of(), driver.session().breakpoints());
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertEquals(1, breakpoint.hits());
    }

    @Test
    void disabledOneDoesNotStopUntilItIsEnabled() throws Exception {
        Breakpoint alloc = driver.breakAt("allocFrame");
        driver.breakAt("enablePaging");
        alloc.setEnabled(false);
        driver.resume();
        assertEquals("enablePaging", driver.functions().get(0));
        assertEquals(0, alloc.hits());
        alloc.setEnabled(true);
        driver.resume();
        assertEquals("allocFrame", driver.functions().get(0));
    }

    @Test
    void removedOneDoesNotStop() throws Exception {
        Breakpoint alloc = driver.breakAt("allocFrame");
        driver.breakAt("enablePaging");
        driver.session().remove(alloc);
        driver.resume();
        assertEquals("enablePaging", driver.functions().get(0));
    }

    @Test
    void oneSetWhereTheHartStandsDoesNotStopTheSameInstructionAgain() throws Exception {
        driver.breakAt("allocFrame");
        long first = driver.resume().reason().where().instructions();
        Breakpoint here = driver.session().add(new BreakpointSpec.AtAddress(driver.pc()));
        long second = driver.resume().reason().where().instructions();
        assertNotEquals(first, second);
        assertEquals(1, here.hits());
    }

    @Test
    void twoAtOnePlaceAreHitTogether() throws Exception {
        Breakpoint one = driver.breakAt("allocFrame");
        Breakpoint two = driver.breakAt("allocFrame");
        assertEquals(List.of(one, two), driver.resume().hit());
    }

    @Test
    void stopSaysWhichAndWhere() throws Exception {
        driver.breakAt("allocFrame");
        SessionStop stop = driver.resume();
        assertTrue(stop.reason() instanceof StopReason.CodePointReached, stop.toString());
        assertEquals(
                "breakpoint 1 in allocFrame "
                        + SampleSource.place("memory.c", "char *start")
                        + ", 0x"
                        + Long.toHexString(driver.pc())
                        + " (hart 0, S-mode)",
                stop.describe());
    }
}
