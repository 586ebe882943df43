package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jumps within a function, and goes back to make a call again. */
class FrameControlTest {
    private SessionDriver driver;

    @BeforeEach
    void stopInAlloc() throws Exception {
        driver = SessionDriver.sample();
        driver.session().addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
        driver.resume();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private long addressOfLine(String text) {
        int line = SampleSource.line("memory.c", text);
        return driver.session().kernel().symbols().addressesOf("memory.c", line).get(0);
    }

    @Test
    void jumpWithinTheFunctionExecutesNothing() throws Exception {
        long target = addressOfLine("return (usize)start;");
        long before = driver.read(hart -> hart.instructions());
        driver.session().jump(0, target, false);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertEquals(target, driver.pc());
        long after = driver.read(hart -> hart.instructions());
        assertEquals(before, after);
        assertEquals("allocFrame", driver.functions().get(0));
    }

    @Test
    void jumpOutOfTheFunctionIsRefusedUnlessForced() throws Exception {
        long pc = driver.pc();
        driver.session().jump(0, driver.addressOf("main"), false);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, stop.kind());
        assertTrue(stop.describe().contains("is not in allocFrame"), stop.describe());
        assertEquals(pc, driver.pc());
        driver.session().jump(0, driver.addressOf("main"), true);
        driver.awaitStop();
        assertEquals(driver.addressOf("main"), driver.pc());
    }

    @Test
    void droppingToTheCallerMakesTheCallAgain() throws Exception {
        String caller = driver.functions().get(1);
        String line = driver.backtrace().get(1).line().orElseThrow().toString();
        long sp = driver.backtrace().get(1).sp();
        long fp = driver.backtrace().get(1).fp();
        driver.session().dropToFrame(0, 1);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertTrue(
                stop.describe().contains("registers whose values are lost: ra, "), stop.describe());
        assertEquals(caller, driver.functions().get(0));
        assertEquals(line, driver.backtrace().get(0).line().orElseThrow().toString());
        assertEquals(sp, driver.sp());
        assertEquals(fp, driver.backtrace().get(0).fp());
        driver.into();
        assertEquals("allocFrame", driver.functions().get(0), "the call is made again");
    }

    @Test
    void droppingThroughATrapIsRefused() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("handleTrap"));
        driver.resume();
        assertEquals("trapEntry", driver.functions().get(1));
        driver.session().dropToFrame(0, 2);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, stop.kind());
        assertTrue(stop.describe().contains("interrupted by a trap"), stop.describe());
        assertEquals("handleTrap", driver.functions().get(0));
    }

    @Test
    void droppingBeyondTheStackIsRefused() throws Exception {
        driver.session().dropToFrame(0, 99);
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, driver.awaitStop().kind());
    }

    @Test
    void runToLineStopsThere() throws Exception {
        int line = SampleSource.line("memory.c", "return (usize)start;");
        driver.session().runToLine("memory.c", line);
        assertEquals(SessionStop.Kind.STEP_END, driver.awaitStop().kind());
        assertEquals("memory.c:" + line, driver.line());
    }
}
