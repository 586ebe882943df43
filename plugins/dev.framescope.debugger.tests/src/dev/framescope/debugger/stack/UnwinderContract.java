package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.symbols.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What unwinding the C sample kernel, which is compiled without optimisation, has to give. */
abstract class UnwinderContract {
    private SessionDriver driver;

    /** The sample kernel's ELF file, or one made of it. */
    abstract Path kernel();

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.start(kernel());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Function function(String name) {
        return driver.session().kernel().symbols().functions(name).get(0);
    }

    private void runToStartOf(String name) throws InterruptedException {
        driver.session().addTemporary(new BreakpointSpec.AtAddress(function(name).low()));
        driver.resume();
        assertEquals(function(name).low(), driver.pc());
    }

    /**
     * Stops once at every instruction of the function that is executed in one call, and checks the
     * stack there.
     */
    private void checkEveryInstruction(String name, int expectedAtLeast) throws Exception {
        runToStartOf(name);
        List<String> expected = driver.functions();
        StackFrame caller = driver.backtrace().get(1);
        for (long pc = function(name).low() + 2; pc < function(name).high(); pc += 2) {
            driver.session().addTemporary(new BreakpointSpec.AtAddress(pc));
        }
        driver.session().addTemporary(new BreakpointSpec.AtAddress(caller.pc()));
        Set<Long> checked = new TreeSet<>();
        while (driver.pc() != caller.pc()) {
            List<StackFrame> frames = driver.backtrace();
            String at = "at 0x" + Long.toHexString(driver.pc());
            assertEquals(expected, driver.functions(), at);
            assertEquals(caller.pc(), frames.get(1).pc(), at);
            assertEquals(caller.sp(), frames.get(1).sp(), at);
            assertEquals(caller.fp(), frames.get(1).fp(), at);
            checked.add(driver.pc());
            driver.resume();
        }
        assertTrue(checked.size() >= expectedAtLeast, checked.size() + " instructions");
    }

    @Test
    void callersAreRightAtEveryInstructionOfAllocFrame() throws Exception {
        checkEveryInstruction("allocFrame", 30);
    }

    @Test
    void callersAreRightAtEveryInstructionOfALeafFunction() throws Exception {
        checkEveryInstruction("isLeaf", 10);
    }

    @Test
    void callersAreRightAtEveryInstructionOfAFunctionThatSavesMoreRegisters() throws Exception {
        checkEveryInstruction("initFrameAllocator", 20);
    }

    @Test
    void interruptedCodeIsTheCallerAtEveryInstructionOfTheTrapEntry() throws Exception {
        runToStartOf("trapEntry");
        List<StackFrame> interrupted = driver.backtrace().subList(1, driver.backtrace().size());
        int instructions = 0;
        while (driver.functions().get(0).equals("trapEntry")) {
            List<StackFrame> frames = driver.backtrace();
            String at = "at 0x" + Long.toHexString(driver.pc());
            assertEquals(places(interrupted), places(frames.subList(1, frames.size())), at);
            instructions++;
            driver.step(StepKind.OVER, StepUnit.INSTRUCTION);
        }
        assertTrue(instructions > 70, instructions + " instructions");
    }

    private static List<String> places(List<StackFrame> frames) {
        return frames.stream()
                .map(f -> Long.toHexString(f.pc()) + " sp " + Long.toHexString(f.sp()))
                .toList();
    }

    @Test
    void stackEndsAtTheEntry() throws Exception {
        assertEquals(List.of("_start"), driver.functions());
        runToStartOf("main");
        assertEquals(List.of("main", "_start"), driver.functions());
    }

    @Test
    void recursionShowsEveryActivation() throws Exception {
        driver.breakAt("printDecimal");
        List<Integer> depths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SessionStop stop = driver.resume();
            assertEquals(SessionStop.Kind.BREAKPOINT, stop.kind());
            depths.add((int) driver.functions().stream().filter("printDecimal"::equals).count());
            if (depths.contains(3)) {
                return;
            }
        }
        throw new AssertionError("no number of three digits was printed: " + depths);
    }

    @Test
    void callerOfAFunctionThatNeverReturnsIsTheOneThatCalledIt() throws Exception {
        // The return address of that call is the first instruction of another function.
        runToStartOf("shutdown");
        assertEquals(List.of("shutdown", "main", "_start"), driver.functions());
    }

    @Test
    void brokenFramePointerEndsTheStackAndDoesNotLoop() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("alloc"));
        driver.resume();
        driver.session()
                .machine()
                .control(
                        control -> {
                            control.setX(0, 8, 16);
                            return null;
                        })
                .join();
        assertEquals(List.of("alloc"), driver.functions());
    }

    @Test
    void stackThatPointsAtItselfEnds() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("alloc"));
        driver.resume();
        long sp = driver.sp();
        long fp = driver.backtrace().get(0).fp();
        driver.session()
                .machine()
                .control(
                        control -> {
                            byte[] own = new byte[8];
                            for (int i = 0; i < 8; i++) {
                                own[i] = (byte) (fp >>> 8 * i);
                            }
                            for (long at = sp; at < fp; at += 8) {
                                control.writePhysical(at, own, 0, 8);
                            }
                            return null;
                        })
                .join();
        assertTrue(driver.backtrace().size() <= 2, driver.functions().toString());
    }
}
