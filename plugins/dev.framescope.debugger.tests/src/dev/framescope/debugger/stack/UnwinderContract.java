package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.symbols.Function;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What unwinding has to give, of the C sample kernel, which is compiled without optimisation, and
 * of optimised code without frame pointers.
 */
abstract class UnwinderContract {
    private static final String ENTRY =
            """
                .globl _start
                .type _start, @function
            _start:
                lla sp, stacktop
                call main
            1:  j 1b
                .size _start, . - _start
                .bss
                .balign 16
                .space 4096
            stacktop:
            """;

    private static final String PROGRAM =
            """
            volatile long sink;

            __attribute__((noinline)) long
            leaf(long x)
            {
                return x * 3 + sink;
            }

            __attribute__((noinline)) long
            inner(long a, long b)
            {
                long sum = 0;
                for(long i = 0; i < a; i ++) {
                    sum += leaf(i) * b + leaf(sum);
                }
                sink = sum;
                return sum + leaf(b);
            }

            __attribute__((noinline)) long
            pick(long a, long b)
            {
                if(a > 100) {
                    return b;
                }
                long kept = leaf(a);
                switch(a) {
                case 1: return leaf(kept) + b;
                case 2: sink = kept; kept = leaf(b) - a; break;
                case 3: kept ^= leaf(a) * 5; break;
                case 4: return kept - leaf(7);
                case 5: kept += leaf(8) + leaf(b); break;
                case 6: sink = 9; return leaf(9);
                default: kept = b;
                }
                return kept + leaf(kept);
            }

            __attribute__((noinline)) long
            outer(long a)
            {
                long sum = inner(a, a + 1) + inner(a + 1, a) + a;
                for(long i = 0; i < 8; i ++) {
                    sum += pick(i, sum);
                }
                return sum + pick(101, a);
            }

            __attribute__((noinline)) long
            recurse(long depth)
            {
                return depth == 0 ? leaf(1) : recurse(depth - 1) * 2 + leaf(depth) + depth;
            }

            void
            main(void)
            {
                sink = outer(3);
                sink = recurse(400);
                for(;;) {
                }
            }
            """;

    @TempDir private Path sources;
    private SessionDriver driver;

    /** The ELF file itself, or one made of it. */
    abstract Path prepared(Path elf);

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.start(prepared(Samples.framesCElf()));
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

    private SessionDriver optimised() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("entry.S", ENTRY);
        files.put("program.c", PROGRAM);
        Path elf =
                CrossCompiler.build(
                        sources,
                        files,
                        "-O2",
                        "-fomit-frame-pointer",
                        "-Wl,-n",
                        "-Wl,-Ttext=0x80200000");
        return SessionDriver.start(prepared(elf));
    }

    @Test
    void optimisedCodeWithoutFramePointerIsUnwoundAtEveryInstruction() throws Exception {
        try (SessionDriver guest = optimised()) {
            guest.session().addTemporary(new BreakpointSpec.AtAddress(guest.addressOf("outer")));
            guest.resume();
            Set<List<String>> seen = new HashSet<>();
            while (guest.functions().contains("outer")) {
                List<String> functions = guest.functions();
                String at = functions + " at 0x" + Long.toHexString(guest.pc());
                int outer = functions.size() - 3;
                assertEquals(
                        List.of("outer", "main", "_start"),
                        functions.subList(outer, functions.size()),
                        at);
                seen.add(functions.subList(0, outer));
                guest.step(StepKind.INTO, StepUnit.INSTRUCTION);
            }
            assertEquals(
                    Set.of(
                            List.of(),
                            List.of("inner"),
                            List.of("leaf", "inner"),
                            List.of("pick"),
                            List.of("leaf", "pick"),
                            // Called in place of a return.
                            List.of("leaf")),
                    seen);
            assertEquals(List.of("main", "_start"), guest.functions());
        }
    }

    @Test
    void deepRecursionIsShownAsFarAsFramesAreRead() throws Exception {
        try (SessionDriver guest = optimised()) {
            guest.session().addTemporary(new BreakpointSpec.AtAddress(guest.addressOf("recurse")));
            guest.resume();
            long leaf = guest.addressOf("leaf");
            guest.session().addTemporary(new BreakpointSpec.AtAddress(leaf));
            guest.resume();
            List<StackFrame> stack = guest.backtrace();
            assertEquals(Unwinder.MAX_FRAMES, stack.size());
            String note = stack.get(stack.size() - 1).note().orElseThrow();
            assertTrue(note.contains("only 256 frames are read"), note);
        }
    }

    @Test
    void lastFrameSaysWhyThereIsNoMore() throws Exception {
        runToStartOf("main");
        List<StackFrame> stack = driver.backtrace();
        assertEquals(Optional.empty(), stack.get(0).note());
        assertEquals(
                Optional.of("no caller known: this is where the program begins"),
                stack.get(1).note());
    }

    @Test
    void returnAddressThatIsNoCodeIsNamed() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("alloc"));
        driver.resume();
        long slot = driver.backtrace().get(1).cfa().orElseThrow();
        long ra = driver.backtrace().get(0).cfa().orElseThrow() - 8;
        byte[] nowhere = {0x10, 0x20, 0, 0, 0, 0, 0, 0};
        driver.session()
                .machine()
                .control(control -> control.writePhysical(ra, nowhere, 0, nowhere.length))
                .join();
        assertTrue(slot > ra);
        assertEquals(
                Optional.of(
                        "no caller known: the return address 0x2010 is in no function that is"
                                + " known"),
                driver.backtrace().get(0).note());
    }
}
