package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Registers;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Conditions, log messages and watched expressions, on the C sample kernel and its programs. */
class BreakpointExpressionTest {
    private SessionDriver driver;
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startTheSample() throws Exception {
        driver =
                SessionDriver.start(
                        SessionConfig.of(Samples.framesCElf())
                                .withProgram(Samples.framesCSortElf(), ProgramScope.USER)
                                .withProgram(Samples.framesCPrimesElf(), ProgramScope.USER));
        driver.session()
                .addListener(
                        new SessionListener() {
                            @Override
                            public void logged(String text) {
                                log.add(text);
                            }
                        });
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Breakpoint add(String function, BreakpointOptions options) {
        return driver.session().add(new BreakpointSpec.AtFunction(function), options);
    }

    private Breakpoint watch(String expression, WatchMode mode) {
        return driver.session().add(new BreakpointSpec.WatchExpression(expression, mode));
    }

    @Test
    void stopsWhereTheConditionHolds() throws Exception {
        add("deallocFrame", BreakpointOptions.NONE);
        driver.resume();
        driver.resume();
        driver.resume();
        long third = driver.read(hart -> hart.x(Registers.A0));
        driver.close();
        startTheSample();
        Breakpoint dealloc =
                add(
                        "deallocFrame",
                        BreakpointOptions.NONE.withCondition(
                                "startAddr == 0x" + Long.toHexString(third)));
        SessionStop stop = driver.resume();
        assertEquals(List.of(dealloc), stop.hit());
        assertEquals(third, driver.read(hart -> hart.x(Registers.A0)).longValue());
        assertEquals(1, dealloc.hits());
    }

    @Test
    void conditionThatNeverHoldsNeverStops() throws Exception {
        Breakpoint never = add("allocFrame", BreakpointOptions.NONE.withCondition("start == 1"));
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertEquals(0, never.hits());
    }

    @Test
    void onlyArrivalsAtWhichTheConditionHoldsAreCounted() throws Exception {
        add("allocFrame", BreakpointOptions.NONE.withCondition("1").withFirstHit(3));
        long third = driver.resume().reason().where().instructions();
        driver.close();
        startTheSample();
        add("allocFrame", BreakpointOptions.NONE);
        driver.resume();
        driver.resume();
        assertEquals(third, driver.resume().reason().where().instructions());
    }

    @Test
    void conditionWithAnUnknownNameStopsAndSaysSo() throws Exception {
        Breakpoint wrong = add("allocFrame", BreakpointOptions.NONE.withCondition("nosuch > 3"));
        SessionStop stop = driver.resume();
        assertEquals(List.of(wrong), stop.hit());
        assertTrue(
                stop.describe().startsWith("breakpoint 1 (condition nosuch > 3: "),
                stop.describe());
        assertTrue(stop.describe().contains("nosuch"), stop.describe());
    }

    @Test
    void conditionThatIsNoExpressionIsToldInTheStatus() throws Exception {
        Breakpoint wrong = add("allocFrame", BreakpointOptions.NONE.withCondition("start =="));
        assertTrue(wrong.status().contains("; stops always: "), wrong.status());
        assertEquals(List.of(wrong), driver.resume().hit());
    }

    @Test
    void statusFollowsTheCondition() {
        Breakpoint ticks =
                driver.session()
                        .add(
                                new BreakpointSpec.OnSatpChange(),
                                BreakpointOptions.NONE.withCondition("(1"));
        assertTrue(
                ticks.status().startsWith("stops at change of satp; stops always: condition: "),
                ticks.status());
        ticks.setOptions(BreakpointOptions.NONE.withCondition("(1)"));
        assertEquals("stops at change of satp", ticks.status());
    }

    @Test
    void messageThatCannotBeToldStopsAndSaysSo() throws Exception {
        Breakpoint wrong = add("allocFrame", BreakpointOptions.NONE.withLogMessage("{start"));
        SessionStop stop = driver.resume();
        assertEquals(List.of(wrong), stop.hit());
        assertTrue(stop.describe().startsWith("breakpoint 1 (log message: "), stop.describe());
        assertEquals(List.of(), log);
    }

    @Test
    void logPointTellsValuesAndGoesOn() throws Exception {
        Breakpoint told =
                add(
                        "deallocFrame",
                        BreakpointOptions.NONE.withLogMessage("back: {startAddr,x}").withEvery(2));
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertFalse(log.isEmpty());
        assertTrue(log.get(0).matches("back: 0x80[0-9a-f]+000"), log.get(0));
        assertEquals(log.size(), told.hits());
    }

    @Test
    void stepOntoAConditionalBreakpointGoesOnUnlessTheConditionHolds() throws Exception {
        Breakpoint alloc = add("allocFrame", BreakpointOptions.NONE);
        driver.resume();
        driver.over();
        driver.over();
        int next = SampleSource.line("memory.c", "for(i = 0; i < PAGE_SIZE");
        driver.session()
                .add(
                        new BreakpointSpec.AtLine("memory.c", next),
                        BreakpointOptions.NONE.withCondition("0"));
        assertEquals(SessionStop.Kind.STEP_END, driver.over().kind());
        alloc.setEnabled(false);
        Breakpoint inLoop =
                driver.session()
                        .add(
                                new BreakpointSpec.AtLine("memory.c", next + 1),
                                BreakpointOptions.NONE.withCondition("i == 7"));
        SessionStop stop = driver.resume();
        assertEquals(List.of(inLoop), stop.hit());
        assertEquals("7", value("i"));
    }

    @Test
    void watchedGlobalTellsOldAndNewValueByItsType() throws Exception {
        Breakpoint ticks = watch("ticks", WatchMode.CHANGE);
        SessionStop stop = driver.resume();
        assertEquals(List.of(ticks), stop.hit());
        assertTrue(stop.describe().startsWith("watchpoint 1 (ticks: 0 -> 1, by "), stop.describe());
        assertEquals("1", value("ticks"));
        assertTrue(
                ticks.status().matches("watches ticks, 8 bytes at physical address 0x802[0-9a-f]+"),
                ticks.status());
    }

    @Test
    void watchedUserVariableIsThatOfItsProcess() throws Exception {
        Breakpoint round = add("sortRound", BreakpointOptions.NONE);
        driver.resume();
        driver.resume();
        long second = PageTables.rootPpn(driver.read(HartInspection::effectiveSatp));
        round.setEnabled(false);
        Breakpoint swaps = watch("table.swaps", WatchMode.CHANGE);
        for (int i = 1; i <= 2; i++) {
            SessionStop stop = driver.resume();
            assertEquals(List.of(swaps), stop.hit());
            assertEquals(second, PageTables.rootPpn(driver.read(HartInspection::effectiveSatp)));
            assertTrue(
                    stop.describe()
                            .contains("table.swaps: " + (i - 1) + " -> " + i + ", by swap sort.c:"),
                    stop.describe());
        }
    }

    @Test
    void watchOfALocalVariableEndsWithItsFunction() throws Exception {
        add("allocFrame", BreakpointOptions.NONE.withTemporary(true));
        driver.resume();
        driver.over();
        driver.over();
        Breakpoint counter = watch("i", WatchMode.WRITE);
        assertEquals(List.of(counter), driver.resume().hit());
        assertEquals("0", value("i"));
        assertTrue(counter.status().endsWith(" until its function returns"), counter.status());
        counter.setOptions(BreakpointOptions.NONE.withCondition("0"));
        SessionStop stop = driver.resume();
        assertEquals(List.of(counter), stop.hit());
        assertTrue(
                stop.describe().contains("its function has returned: there is nothing left"),
                stop.describe());
        assertFalse(counter.enabled());
        assertFalse(driver.functions().contains("allocFrame"), driver.functions().toString());
    }

    @Test
    void whatCannotBeWatchedSaysWhy() throws Exception {
        Breakpoint register = watch("$a0", WatchMode.WRITE);
        Breakpoint unknown = watch("nosuch", WatchMode.WRITE);
        driver.session().harts().join(); // after what the machine was asked before
        assertTrue(register.status().contains("a0"), register.status());
        assertTrue(
                unknown.status().startsWith("not watched: no variable 'nosuch'"), unknown.status());
    }

    private String value(String expression) {
        return driver.session().values().evaluate(new FrameId(0, 0), expression).join().text();
    }
}
