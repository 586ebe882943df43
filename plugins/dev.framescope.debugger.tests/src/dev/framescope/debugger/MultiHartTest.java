package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two harts that call the same function. */
class MultiHartTest {
    private static final String SOURCE =
            """
                .globl _start
                .type _start, @function
            _start:
                # start hart 1 at second (SBI HSM, hart_start)
                li a7, 0x48534D
                li a6, 0
                li a0, 1
                la a1, second
                li a2, 0
                ecall
            caller:
                call wait
                nop
            stop:
                j stop
                .size _start, . - _start

                .globl wait
                .type wait, @function
            wait:
                la t0, flag
            again:
                ld t1, 0(t0)
                beqz t1, again
                ret
                .size wait, . - wait

                .globl second
                .type second, @function
            second:
                li t1, 100000
            count:
                addi t1, t1, -1
                bnez t1, count
                la t0, flag
                li t1, 1
                sd t1, 0(t0)
            rest:
                call wait
                j rest
                .size second, . - second

                .bss
            flag:
                .space 8
            """;

    @TempDir private Path folder;
    private SessionDriver driver;

    @BeforeEach
    void start() throws Exception {
        Path elf = CrossCompiler.assemble(folder, 0x80200000L, SOURCE);
        driver = SessionDriver.start(SessionConfig.of(elf).withHarts(2));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private long instructionsOfHart1() {
        return driver.session()
                .machine()
                .inspect(inspection -> inspection.hart(1).instructions())
                .join();
    }

    @Test
    void otherHartRunsWhileOneStepsOverACall() throws Exception {
        driver.breakAt("caller");
        driver.resume();
        SessionStop stop = driver.over();
        assertEquals(SessionStop.Kind.STEP_END, stop.kind());
        assertEquals(0, stop.hart());
        assertEquals("_start", driver.functions().get(0));
        assertTrue(instructionsOfHart1() > 100000, "it was hart 1 that ended the call");
    }

    @Test
    void otherHartStandsStillDuringAnInstruction() throws Exception {
        driver.breakAt("wait");
        driver.resume();
        long before = instructionsOfHart1();
        driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
        assertEquals(before, instructionsOfHart1());
    }

    @Test
    void otherHartStandsStillDuringAStepIfAsked() throws Exception {
        driver.session().setStepOptions(StepOptions.DEFAULT.withOtherHartsStanding(true));
        driver.breakAt("caller");
        driver.resume();
        long before = instructionsOfHart1();
        driver.session().step(0, StepKind.OVER, StepUnit.LINE);
        driver.session().suspend();
        assertEquals(SessionStop.Kind.SUSPENDED, driver.awaitStop().kind());
        assertEquals(before, instructionsOfHart1(), "hart 0 waits for it in vain");
    }

    @Test
    void everyHartStopsAtABreakpoint() throws Exception {
        Breakpoint breakpoint = driver.breakAt("wait");
        List<Integer> harts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SessionStop stop = driver.resume();
            assertEquals(List.of(breakpoint), stop.hit());
            harts.add(stop.hart());
        }
        assertEquals(List.of(0, 1, 1, 1), harts);
        assertEquals(4, breakpoint.hits());
    }

    @Test
    void stoppedHartCannotStep() throws Exception {
        driver.session().step(1, StepKind.OVER, StepUnit.LINE);
        SessionStop stop = driver.awaitStop();
        assertEquals(SessionStop.Kind.STEP_IMPOSSIBLE, stop.kind());
        assertEquals("hart 1 is stopped: nothing to step", stop.describe());
    }

    @Test
    void hartsTellWhatTheyDo() throws Exception {
        assertEquals(
                List.of("STARTED", "STOPPED"),
                driver.session().harts().join().stream().map(h -> h.state().name()).toList());
        driver.breakAt("second");
        assertEquals(1, driver.resume().hart());
        assertEquals(
                List.of("STARTED", "STARTED"),
                driver.session().harts().join().stream().map(h -> h.state().name()).toList());
    }
}
