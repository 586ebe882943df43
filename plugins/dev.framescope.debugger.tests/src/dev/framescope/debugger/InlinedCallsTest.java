package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.variables.FrameId;
import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Inlined functions are frames, and are stepped into, over and out of as if they were called. */
class InlinedCallsTest {
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
            volatile long sink, turns;

            static inline __attribute__((always_inline)) long
            twice(long x)
            {
                sink = x;
                turns = turns + 1;
                return x + sink;
            }

            static inline __attribute__((always_inline)) void
            loop(long n)
            {
                for(long i = 0; i < n; i ++) {
                    turns = turns + 1;
                }
                sink = twice(n);
            }

            __attribute__((noinline)) void
            work(long n)
            {
                sink = 1;
                loop(n);
                sink = 2;
                sink = twice(sink);
                sink = 3;
            }

            __attribute__((noinline)) void
            touch(void)
            {
                sink = 4;
            }

            static inline __attribute__((always_inline)) void
            around(void)
            {
                touch();
                sink = 5;
                sink = 6;
            }

            void
            main(void)
            {
                work(1000000);
                around();
                for(;;) {
                }
            }
            """;

    private static final FrameId MAIN = new FrameId(0, 0);

    @TempDir private Path folder;
    private SessionDriver driver;

    @BeforeEach
    void stopInWork() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("entry.S", ENTRY);
        sources.put("program.c", PROGRAM);
        Path elf =
                CrossCompiler.build(
                        folder,
                        sources,
                        "-O1",
                        "-fno-tree-loop-optimize",
                        "-fno-schedule-insns",
                        "-fno-schedule-insns2",
                        "-Wl,-n",
                        "-Wl,-Ttext=0x80200000");
        driver = SessionDriver.start(elf);
        driver.session().addTemporary(new BreakpointSpec.AtLine("program.c", line("sink = 1;")));
        driver.resume();
        assertEquals("work", driver.functions().get(0));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static int line(String text) {
        return (int) PROGRAM.substring(0, PROGRAM.indexOf(text)).lines().count();
    }

    private static String place(String text) {
        return "program.c:" + line(text);
    }

    private void overTo(String text) throws Exception {
        for (int i = 0; i < 10 && !driver.line().equals(place(text)); i++) {
            driver.over();
            assertEquals("work", driver.functions().get(0), "at " + driver.line());
        }
        assertEquals(place(text), driver.line());
    }

    @Test
    void inlinedFunctionsAreFramesWithTheLineOfTheCallBelow() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("twice"));
        driver.resume();
        assertEquals(List.of("twice", "loop", "work", "main", "_start"), driver.functions());
        assertEquals(
                place("sink = twice(n);"),
                "program.c:" + driver.backtrace().get(1).line().get().line());
        assertEquals(
                place("loop(n);\n    sink = 2"),
                "program.c:" + driver.backtrace().get(2).line().get().line());
        assertTrue(driver.backtrace().get(0).inlined());
        assertTrue(driver.backtrace().get(1).inlined());
        assertEquals(driver.backtrace().get(0).sp(), driver.backtrace().get(2).sp());
    }

    @Test
    void overRunsThroughInlinedCallsAndTheirLoops() throws Exception {
        overTo("loop(n);\n    sink = 2");
        overTo("sink = 2;");
        overTo("sink = twice(sink);");
        overTo("sink = 3;");
    }

    @Test
    void intoEntersTheInlinedFunctionAndReturnLeavesIt() throws Exception {
        overTo("loop(n);\n    sink = 2");
        driver.into();
        assertEquals(List.of("loop", "work"), driver.functions().subList(0, 2));
        driver.returning();
        assertEquals("work", driver.functions().get(0), driver.line());
        overTo("sink = 3;");
    }

    @Test
    void intoRunsThroughFunctionsThatAreFiltered() throws Exception {
        driver.session()
                .setStepOptions(
                        StepOptions.DEFAULT.withSkippedFunctions(List.of(Pattern.compile("lo.*"))));
        overTo("loop(n);\n    sink = 2");
        for (int i = 0; i < 10 && !driver.line().equals(place("sink = 2;")); i++) {
            driver.into();
            assertEquals("work", driver.functions().get(0), "at " + driver.line());
        }
        assertEquals(place("sink = 2;"), driver.line());
    }

    @Test
    void outOfAnInlinedCallerStopsBehindItsCode() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("touch"));
        driver.resume();
        assertEquals(List.of("touch", "around", "main"), driver.functions().subList(0, 3));
        driver.session().stepOut(0, 1);
        assertEquals(SessionStop.Kind.STEP_END, driver.awaitStop().kind());
        assertEquals("main", driver.functions().get(0));
        assertEquals("6", driver.session().values().evaluate(MAIN, "sink").join().text());
    }
}
