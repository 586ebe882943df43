package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.StopReason;
import dev.framescope.testing.CrossCompiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Steps across privilege modes, through faults, and in loops without end. */
class GuestSteppingTest {
    private static final long BASE = 0x80200000L;

    /** Runs a program in U-mode, paging off, that makes a call and then an access that faults. */
    private static final String USER_GUEST =
            """
                .section .text
                .globl _start
                .type _start, @function
            _start:
                la sp, stacktop
                la t0, handler
                csrw stvec, t0
                la t0, user
                csrw sepc, t0
                li t0, 0x100
                csrc sstatus, t0
                la t0, trapstack
                csrw sscratch, t0
                sret
                .size _start, . - _start

                .globl user
                .type user, @function
            user:
                li a7, 1
                ecall
                addi a0, a0, 1
                li t1, 0x40
                ld t2, 0(t1)
                addi a0, a0, 2
            spin:
                j spin
                .size user, . - user

                # Skips the instruction that trapped.
                .balign 4
                .globl handler
                .type handler, @function
            handler:
                csrr t3, sepc
                lhu t4, 0(t3)
                andi t4, t4, 3
                addi t3, t3, 2
                li t5, 3
                bne t4, t5, short
                addi t3, t3, 2
            short:
                csrw sepc, t3
                sret
                .size handler, . - handler

                .bss
                .balign 16
                .space 4096
            stacktop:
                .space 4096
            trapstack:
            """;

    @TempDir private Path folder;

    private SessionDriver atUser() throws Exception {
        SessionDriver driver =
                SessionDriver.start(CrossCompiler.assemble(folder, BASE, USER_GUEST));
        driver.session().addTemporary(new BreakpointSpec.AtAddress(driver.addressOf("user")));
        driver.resume();
        assertEquals(Privilege.USER, driver.read(HartInspection::privilege));
        return driver;
    }

    private static void stepInstruction(SessionDriver driver, StepKind kind) throws Exception {
        driver.step(kind, StepUnit.INSTRUCTION);
    }

    @Test
    void overEcallRunsTheHandlerAndStopsBehindIt() throws Exception {
        try (SessionDriver driver = atUser()) {
            stepInstruction(driver, StepKind.OVER);
            long ecall = driver.pc();
            stepInstruction(driver, StepKind.OVER);
            assertEquals(ecall + 4, driver.pc());
            assertEquals(Privilege.USER, driver.read(HartInspection::privilege));
        }
    }

    @Test
    void intoEcallStopsInTheHandler() throws Exception {
        try (SessionDriver driver = atUser()) {
            stepInstruction(driver, StepKind.INTO);
            stepInstruction(driver, StepKind.INTO);
            assertEquals(driver.addressOf("handler"), driver.pc());
            assertEquals(Privilege.SUPERVISOR, driver.read(HartInspection::privilege));
            assertEquals(List.of("handler", "user"), driver.functions());
        }
    }

    @Test
    void intoEcallByLineStopsInTheHandlerToo() throws Exception {
        try (SessionDriver driver = atUser()) {
            driver.into();
            driver.into();
            assertEquals("handler", driver.functions().get(0));
        }
    }

    @Test
    void overAnInstructionThatFaultsStopsBehindIt() throws Exception {
        try (SessionDriver driver = atUser()) {
            for (int line = 0; line < 4; line++) {
                driver.over();
            }
            long load = driver.pc();
            driver.over();
            assertTrue(driver.pc() > load, "still at the load");
            assertEquals("user", driver.functions().get(0));
        }
    }

    @Test
    void stepThroughSretArrivesInUserMode() throws Exception {
        try (SessionDriver driver = atUser()) {
            stepInstruction(driver, StepKind.INTO);
            stepInstruction(driver, StepKind.INTO);
            for (int i = 0; driver.read(HartInspection::privilege) != Privilege.USER; i++) {
                assertTrue(i < 20, "no way out of the handler");
                stepInstruction(driver, StepKind.INTO);
            }
            assertEquals("user", driver.functions().get(0));
        }
    }

    @Test
    void suspendEndsAStepThatWouldNeverEnd() throws Exception {
        try (SessionDriver driver = atUser()) {
            driver.breakAt("spin");
            driver.resume();
            // It would end the step where the loop begins again.
            driver.session().breakpoints().forEach(driver.session()::remove);
            driver.session().step(0, StepKind.OVER, StepUnit.LINE);
            driver.session().suspend();
            SessionStop stop = driver.awaitStop();
            assertEquals(SessionStop.Kind.SUSPENDED, stop.kind());
            assertEquals("user", driver.functions().get(0));
        }
    }

    @Test
    void suspendEndsARun() throws Exception {
        try (SessionDriver driver = atUser()) {
            driver.session().resume();
            driver.session().suspend();
            SessionStop stop = driver.awaitStop();
            assertEquals(SessionStop.Kind.SUSPENDED, stop.kind());
            assertTrue(stop.reason() instanceof StopReason.Suspended, stop.toString());
        }
    }
}
