package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Steps through the C sample kernel. */
class SteppingTest {
    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.sample();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void stopIn(String function) throws InterruptedException {
        driver.session().addTemporary(new BreakpointSpec.AtFunction(function));
        driver.resume();
        assertEquals(function, driver.functions().get(0));
    }

    private void stopAt(String file, String text) throws InterruptedException {
        int line = SampleSource.line(file, text);
        driver.session().addTemporary(new BreakpointSpec.AtLine(file, line));
        driver.resume();
        assertEquals(file + ":" + line, driver.line());
    }

    @Test
    void overGoesFromLineToLineAndPastCalls() throws Exception {
        stopIn("main");
        assertEquals(SampleSource.place("main.c", "a C kernel"), driver.line());
        SessionStop stop = driver.over();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertEquals(SampleSource.place("main.c", "\"hart \""), driver.line());
        driver.over();
        assertEquals(SampleSource.place("main.c", "device tree at"), driver.line());
        assertEquals(List.of("main", "_start"), driver.functions());
    }

    @Test
    void intoStopsBehindThePrologueOfTheCallee() throws Exception {
        stopIn("main");
        driver.into();
        assertEquals(List.of("printString", "main", "_start"), driver.functions());
        assertEquals(SampleSource.place("print.c", "while(*s)"), driver.line());
        assertEquals(
                driver.session().breakpoints().size(), 0, "a step must leave no breakpoint behind");
    }

    @Test
    void intoFollowsAFunctionPointer() throws Exception {
        stopIn("allocFrame");
        driver.into();
        assertEquals("alloc", driver.functions().get(0));
        assertEquals("allocFrame", driver.functions().get(1));
    }

    @Test
    void returnStopsInTheCallerBehindTheCall() throws Exception {
        stopIn("alloc");
        StackFrame caller = driver.backtrace().get(1);
        SessionStop stop = driver.returning();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertEquals(caller.pc(), driver.pc());
        assertEquals(caller.sp(), driver.sp());
        assertEquals("allocFrame", driver.functions().get(0));
    }

    @Test
    void outOfACallerStopsInItsCaller() throws Exception {
        stopIn("alloc");
        StackFrame caller = driver.backtrace().get(2);
        driver.session().stepOut(0, 1);
        assertEquals(SessionStop.Kind.STEP_END, driver.awaitStop().kind());
        assertEquals(caller.pc(), driver.pc());
        assertEquals(caller.sp(), driver.sp());
        assertEquals("testAllocator", driver.functions().get(0));
    }

    @Test
    void breakpointOnTheWayOutOfACallerEndsIt() throws Exception {
        stopIn("alloc");
        driver.breakAt("alloc");
        driver.session().stepOut(0, 2);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.BREAKPOINT, stop.kind());
        assertEquals("alloc", driver.functions().get(0));
    }

    @Test
    void outOfAFrameThatIsNotThereIsImpossible() throws Exception {
        stopIn("alloc");
        int frames = driver.functions().size();
        driver.session().stepOut(0, frames);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, stop.kind());
        String problem = "there is no frame " + frames + "; the stack has " + frames;
        assertTrue(stop.describe().contains(problem), stop.describe());
    }

    @Test
    void overTheLastLineStopsInTheCaller() throws Exception {
        stopAt("memory.c", "return (usize)start;");
        driver.over();
        assertEquals("allocFrame", driver.functions().get(0), "at the closing brace");
        driver.over();
        assertEquals("testAllocator", driver.functions().get(0));
    }

    @Test
    void overARecursiveCallStaysInItsActivation() throws Exception {
        stopAt("print.c", "printDecimal(x / 10)");
        long sp = driver.sp();
        driver.over();
        assertEquals(SampleSource.place("print.c", "'0' + x % 10"), driver.line());
        assertEquals(sp, driver.sp());
    }

    @Test
    void returnFromARecursiveFunctionGoesUpOneActivation() throws Exception {
        stopAt("print.c", "printDecimal(x / 10)");
        driver.into();
        assertEquals(List.of("printDecimal", "printDecimal"), driver.functions().subList(0, 2));
        int depth = driver.functions().size();
        driver.returning();
        assertEquals(depth - 1, driver.functions().size());
        assertEquals("printDecimal", driver.functions().get(0));
    }

    @Test
    void overGoesRoundALoop() throws Exception {
        stopAt("memory.c", "start[i] = 0;");
        String loop = SampleSource.place("memory.c", "for(i = 0; i < PAGE_SIZE");
        driver.over();
        assertEquals(loop, driver.line());
        driver.over();
        assertEquals(SampleSource.place("memory.c", "start[i] = 0;"), driver.line());
    }

    @Test
    void breakpointInACalledFunctionEndsTheStep() throws Exception {
        stopIn("testAllocator");
        Breakpoint breakpoint = driver.breakAt("alloc");
        SessionStop stop = driver.over();
        assertEquals(SessionStop.Kind.BREAKPOINT, stop.kind());
        assertEquals(List.of(breakpoint), stop.hit());
        assertEquals("alloc", driver.functions().get(0));
    }

    @Test
    void breakpointThatAStepLandsOnIsHitOnce() throws Exception {
        stopIn("allocFrame");
        int next = SampleSource.line("memory.c", "if(!start)");
        Breakpoint breakpoint = driver.session().add(new BreakpointSpec.AtLine("memory.c", next));
        SessionStop stop = driver.over();
        assertEquals(List.of(breakpoint), stop.hit());
        assertEquals(1, breakpoint.hits());
        driver.over();
        assertEquals(1, breakpoint.hits(), "leaving the place is no second hit");
    }

    @Test
    void byInstructionExecutesOne() throws Exception {
        stopIn("allocFrame");
        long pc = driver.pc();
        long before = driver.read(HartInspection::instructions);
        driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
        assertEquals(pc + 4, driver.pc(), "auipc is a long instruction");
        assertEquals(before + 1, driver.read(HartInspection::instructions));
    }

    @Test
    void byInstructionOverACallStopsBehindIt() throws Exception {
        stopIn("allocFrame");
        while (driver.functions().get(0).equals("allocFrame")) {
            long before = driver.pc();
            driver.step(StepKind.OVER, StepUnit.INSTRUCTION);
            long distance = driver.pc() - before;
            if (driver.line().equals(SampleSource.place("memory.c", "if(!start)"))) {
                return;
            }
            assertTrue(distance == 2 || distance == 4, "went by " + distance);
        }
        throw new AssertionError("left allocFrame");
    }

    @Test
    void byInstructionIntoACallStopsAtTheFirstInstruction() throws Exception {
        stopIn("allocFrame");
        while (driver.functions().get(0).equals("allocFrame")) {
            driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
        }
        assertEquals(driver.addressOf("alloc"), driver.pc());
    }

    @Test
    void interruptsDoNotShow() throws Exception {
        stopIn("runWorkload");
        long ticksBefore = ticks();
        for (String step = "makeComb"; driver.functions().get(0).equals("runWorkload"); ) {
            assertEquals("runWorkload", driver.functions().get(0), "after " + step);
            step = driver.line();
            driver.over();
        }
        assertEquals("main", driver.functions().get(0));
        assertTrue(ticks() > ticksBefore, "no tick came, so nothing was tested");
    }

    @Test
    void stepEndsAtTheHandlerOfAnInterruptIfThatIsWanted() throws Exception {
        stopIn("runWorkload");
        driver.session().setStepOptions(StepOptions.DEFAULT.withStopsInHandlers(true));
        SessionStop stop = driver.over();
        while (driver.functions().get(0).equals("runWorkload")) {
            stop = driver.over();
        }
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertTrue(stop.describe().contains("supervisor timer interrupt (5)"), stop::describe);
        assertEquals("trapEntry", driver.functions().get(0));
    }

    @Test
    void interruptBetweenTwoInstructionsDoesNotShow() throws Exception {
        driver.breakAt("trapEntry");
        long firstTick = driver.resume().reason().where().instructions();
        long interrupted = driver.read(hart -> hart.csr(Csr.SEPC).getAsLong());
        try (SessionDriver again = SessionDriver.sample()) {
            again.session().machine().resume(RunLimit.instructions(firstTick - 2));
            again.session().machine().awaitStop();
            List<String> functions = new ArrayList<>();
            List<Long> pcs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                again.step(StepKind.INTO, StepUnit.INSTRUCTION);
                functions.add(again.functions().get(0));
                pcs.add(again.pc());
            }
            assertEquals(1, Collections.frequency(pcs, interrupted), pcs.toString());
            assertFalse(functions.contains("trapEntry"), functions.toString());
            assertEquals(1, ticks(again), "the tick was served");
        }
    }

    private long ticks() {
        return ticks(driver);
    }

    private static long ticks(SessionDriver driver) {
        long address = driver.session().kernel().symbols().symbolAddress("ticks").getAsLong();
        return driver.session()
                .machine()
                .inspect(inspection -> inspection.readPhysicalLong(address))
                .join();
    }

    @Test
    void breakpointInAnInterruptHandlerEndsTheStep() throws Exception {
        stopIn("runWorkload");
        Breakpoint breakpoint = driver.breakAt("handleTrap");
        SessionStop stop = driver.over();
        assertEquals(List.of(breakpoint), stop.hit());
        assertEquals(List.of("handleTrap", "trapEntry"), driver.functions().subList(0, 2));
        assertTrue(driver.functions().contains("runWorkload"), driver.functions().toString());
    }

    @Test
    void overWfiGoesOnBehindIt() throws Exception {
        stopAt("main.c", "\"wfi\"");
        long ticks = ticks();
        driver.step(StepKind.OVER, StepUnit.INSTRUCTION);
        assertEquals("main", driver.functions().get(0));
        assertEquals(ticks + 1, ticks());
    }

    @Test
    void returnFromAHandlerGoesBackToTheInterruptedCode() throws Exception {
        stopIn("handleTrap");
        StackFrame interrupted = driver.backtrace().get(2);
        driver.returning();
        assertEquals("trapEntry", driver.functions().get(0));
        driver.returning();
        assertEquals(interrupted.pc(), driver.pc());
    }

    @Test
    void returnFromTheEntryIsImpossible() throws Exception {
        SessionStop stop = driver.returning();
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, stop.kind());
        assertEquals("no caller is known to return to", stop.describe());
    }

    @Test
    void everyLineStepThroughThePagingCodeStaysInTheSource() throws Exception {
        stopIn("enablePaging");
        driver.over();
        driver.over();
        driver.over();
        assertTrue(driver.line().startsWith("vm.c:"), driver.line());
        assertTrue(driver.read(HartInspection::effectiveSatp) != 0);
    }

    @Test
    void runToStopsAtTheInstruction() throws Exception {
        long address = driver.addressOf("enablePaging");
        driver.session().runTo(driver.session().codeLocation(address));
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertEquals(address, driver.pc());
    }
}
