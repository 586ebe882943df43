package dev.framescope.debugger.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.SessionDriver;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unwinds by call frame information. */
class UnwinderTest extends UnwinderContract {
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
            outer(long a)
            {
                return inner(a, a + 1) + inner(a + 1, a) + a;
            }

            void
            main(void)
            {
                sink = outer(3);
                for(;;) {
                }
            }
            """;

    @TempDir private Path folder;

    @Override
    Path kernel() {
        return Samples.framesCElf();
    }

    @Test
    void optimisedCodeWithoutFramePointerIsUnwoundAtEveryInstruction() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("entry.S", ENTRY);
        sources.put("program.c", PROGRAM);
        Path elf =
                CrossCompiler.build(
                        folder,
                        sources,
                        "-O2",
                        "-fomit-frame-pointer",
                        "-Wl,-n",
                        "-Wl,-Ttext=0x80200000");
        try (SessionDriver driver = SessionDriver.start(elf)) {
            driver.session().addTemporary(new BreakpointSpec.AtAddress(driver.addressOf("outer")));
            driver.resume();
            while (driver.functions().contains("outer")) {
                List<String> functions = driver.functions();
                String at = functions + " at 0x" + Long.toHexString(driver.pc());
                assertEquals(expected(functions.get(0)), functions, at);
                driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
            }
            assertEquals(List.of("main", "_start"), driver.functions());
        }
    }

    private static List<String> expected(String innermost) {
        List<String> all = List.of("leaf", "inner", "outer", "main", "_start");
        return all.subList(all.indexOf(innermost), all.size());
    }
}
