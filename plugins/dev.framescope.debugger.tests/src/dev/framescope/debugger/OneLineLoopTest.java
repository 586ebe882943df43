package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps over loops that are a single line of C, one of which waits for another hart. */
class OneLineLoopTest {
    private static final String ENTRY =
            """
                .globl _start
            _start:
                lla sp, stacktop
                call main
            1:  j 1b
                .globl secondEntry
            secondEntry:
                lla sp, secondStacktop
                call second
            2:  j 2b
                .bss
                .balign 16
                .space 4096
            stacktop:
                .space 4096
            secondStacktop:
            """;

    private static final String PROGRAM =
            """
            void secondEntry(void);
            volatile long flag;
            volatile long counter;

            static long
            bump(void)
            {
                return ++ counter;
            }

            void
            second(void)
            {
                for(volatile long i = 0; i < 20000; i ++) {
                }
                flag = 1;
            }

            static void
            startSecond(void)
            {
                register long a0 asm("a0") = 1;
                register long a1 asm("a1") = (long)secondEntry;
                register long a6 asm("a6") = 0;
                register long a7 asm("a7") = 0x48534D;
                asm volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a6), "r"(a7) : "memory");
            }

            void
            main(void)
            {
                startSecond();
                while(!flag) {}
                while(counter < 1000000) { counter ++; }
                while(bump() < 1001000) {}
                counter = 0;
            }
            """;

    @TempDir private Path folder;
    private SessionDriver driver;

    @BeforeEach
    void stopInMain() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("entry.S", ENTRY);
        sources.put("program.c", PROGRAM);
        Path elf = CrossCompiler.build(folder, sources, "-Wl,-n", "-Wl,-Ttext=0x80200000");
        driver = SessionDriver.start(SessionConfig.of(elf).withHarts(2));
        driver.breakAt("main");
        driver.resume();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static String line(String text) {
        return "program.c:" + (PROGRAM.substring(0, PROGRAM.indexOf(text)).lines().count());
    }

    private long counter() {
        long address = driver.session().kernel().symbols().symbolAddress("counter").getAsLong();
        return driver.session()
                .machine()
                .inspect(inspection -> inspection.readPhysicalLong(address))
                .join();
    }

    @Test
    void everyLineIsSteppedOverInOneStep() throws Exception {
        assertEquals(line("startSecond();\n"), driver.line());
        driver.over();
        assertEquals(line("while(!flag)"), driver.line());
        driver.over();
        assertEquals(line("while(counter"), driver.line(), "another hart ended the loop");
        driver.over();
        assertEquals(line("while(bump"), driver.line());
        assertEquals(1000000, counter());
        driver.over();
        assertEquals(line("counter = 0;\n"), driver.line());
        assertEquals(1001000, counter());
    }

    @Test
    void intoStopsInTheCalleeOfALoopsCondition() throws Exception {
        driver.over();
        driver.over();
        driver.over();
        driver.into();
        assertEquals(List.of("bump", "main"), driver.functions().subList(0, 2));
        driver.returning();
        assertEquals(line("while(bump"), driver.line());
        driver.into();
        assertEquals("bump", driver.functions().get(0), "the loop calls it again");
        assertEquals(1000001, counter());
    }
}
