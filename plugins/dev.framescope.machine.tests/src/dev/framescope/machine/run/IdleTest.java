package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A6;
import static dev.framescope.testing.Asm.A7;
import static dev.framescope.testing.Asm.T0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartState;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A machine in which every hart waits. */
@Timeout(30)
class IdleTest {
    private static final int SIE = 0x104;
    private static final int TIME = 0xc01;
    private static final int SET_TIMER = 0x54494d45;
    private static final int SYSTEM_RESET = 0x53525354;
    private static final long TICKS_PER_SECOND = 10_000_000;

    /** Waits until the timer goes off so many ticks from now, then powers off. */
    private static MachineConfig sleep(long ticks) {
        return Guest.kernel(
                asm -> {
                    asm.li(T0, 1 << 5).csrw(SIE, T0).csrr(A0, TIME).li(T0, ticks).add(A0, A0, T0);
                    asm.li(A7, SET_TIMER).li(A6, 0).ecall().wfi();
                    powerOff(asm);
                });
    }

    private static void powerOff(Asm asm) {
        asm.li(A7, SYSTEM_RESET).li(A6, 0).li(A0, 0).li(A0 + 1, 0).ecall();
    }

    /** Waits for a character on the serial line, then powers off. */
    private static MachineConfig waitForInput() {
        return Guest.kernel(
                asm -> {
                    // PLIC: priority of source 10, enabled for hart 0's S-mode, threshold 0
                    asm.li(T0, Guest.PLIC).li(A0, 1).sw(A0, 40, T0);
                    asm.li(T0, Guest.PLIC + 0x2080).li(A0, 1 << 10).sw(A0, 0, T0);
                    asm.li(T0, Guest.UART).li(A0, 1).store("sb", A0, 1, T0);
                    asm.li(T0, 1 << 9).csrw(SIE, T0).wfi();
                    powerOff(asm);
                });
    }

    private static void awaitWaiting(Machine machine) throws Exception {
        while (machine.inspect(inspection -> inspection.hart(0).state()).get()
                != HartState.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void skippingTimeJumpsToTheNextTimer() throws Exception {
        try (Machine machine = VirtMachine.create(sleep(1000 * TICKS_PER_SECOND))) {
            machine.resume();
            StopReason stop = machine.awaitStop();
            assertInstanceOf(StopReason.GuestExit.class, stop);
            assertTrue(stop.where().instructions() < 100, stop.describe());
            long time = machine.inspect(Inspection::time).get();
            assertTrue(time >= 1000 * TICKS_PER_SECOND, "a thousand seconds have passed");
        }
    }

    @Test
    void pacedTimePassesWithTheHosts() throws Exception {
        MachineConfig config = sleep(TICKS_PER_SECOND / 20).withIdle(IdlePolicy.PACED);
        try (Machine machine = VirtMachine.create(config)) {
            long start = System.nanoTime();
            machine.resume();
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 49, "50 ms of the guest took " + millis + " ms");
        }
    }

    @Test
    void inputWakesAGuestThatWaitsForNothingElse() throws Exception {
        for (IdlePolicy idle : IdlePolicy.values()) {
            try (Machine machine = VirtMachine.create(waitForInput().withIdle(idle))) {
                machine.resume();
                awaitWaiting(machine);
                assertEquals(RunState.RUNNING, machine.state());
                machine.console().input(new byte[] {'x'});
                assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            }
        }
    }

    @Test
    void inputEndsAPacedWaitEarly() throws Exception {
        MachineConfig config =
                Guest.kernel(
                        asm -> {
                            asm.li(T0, Guest.PLIC).li(A0, 1).sw(A0, 40, T0);
                            asm.li(T0, Guest.PLIC + 0x2080).li(A0, 1 << 10).sw(A0, 0, T0);
                            asm.li(T0, Guest.UART).li(A0, 1).store("sb", A0, 1, T0);
                            asm.li(T0, 1 << 9 | 1 << 5).csrw(SIE, T0);
                            asm.li(A0, 3600 * TICKS_PER_SECOND).li(A7, SET_TIMER).li(A6, 0);
                            asm.ecall().wfi();
                            powerOff(asm);
                        });
        try (Machine machine = VirtMachine.create(config.withIdle(IdlePolicy.PACED))) {
            machine.resume();
            awaitWaiting(machine);
            machine.console().input(new byte[] {'x'});
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            long time = machine.inspect(Inspection::time).get();
            assertTrue(time < 60 * TICKS_PER_SECOND, "the hour has not passed");
        }
    }

    @Test
    void waitingBurnsNoProcessorTime() throws Exception {
        try (Machine machine = VirtMachine.create(waitForInput())) {
            machine.resume();
            awaitWaiting(machine);
            long thread = machine.inspect(inspection -> Thread.currentThread().threadId()).get();
            long before = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
            CompletableFuture<Void> never = new CompletableFuture<>();
            never.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
            long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread) - before;
            assertTrue(used < 20_000_000, used + " ns of processor time in 100 ms");
        }
    }

    @Test
    void waitingMachineCanBeSuspendedAndResumed() throws Exception {
        try (Machine machine = VirtMachine.create(waitForInput())) {
            machine.resume();
            awaitWaiting(machine);
            machine.suspend();
            assertInstanceOf(StopReason.Suspended.class, machine.awaitStop());
            machine.console().input(new byte[] {'x'});
            machine.resume();
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
        }
    }

    @Test
    void hostDeadlineEndsAWait() throws Exception {
        try (Machine machine = VirtMachine.create(waitForInput())) {
            machine.resume(RunLimit.hostTime(Duration.ofMillis(5)));
            assertInstanceOf(StopReason.DeadlinePassed.class, machine.awaitStop());
        }
    }

    @Test
    void waitingMachineCanBeClosed() throws Exception {
        Machine machine = VirtMachine.create(waitForInput());
        machine.resume();
        awaitWaiting(machine);
        machine.close();
        assertInstanceOf(StopReason.Closed.class, machine.lastStop());
    }

    @Test
    void steppingOverAWaitPassesItsTime() throws Exception {
        try (Machine machine = VirtMachine.create(sleep(TICKS_PER_SECOND))) {
            machine.resume(RunLimit.instructions(1));
            machine.awaitStop();
            while (machine.inspect(inspection -> inspection.hart(0).state()).get()
                    != HartState.WAITING) {
                machine.step(0, 1);
                machine.awaitStop();
            }
            machine.step(0, 1);
            assertInstanceOf(StopReason.LimitReached.class, machine.awaitStop());
            assertTrue(machine.inspect(Inspection::time).get() >= TICKS_PER_SECOND);
        }
    }

    @Test
    void steppingAStoppedHartEndsAtOnce() throws Exception {
        try (Machine machine = VirtMachine.create(sleep(1).withHarts(2))) {
            machine.step(1, 1);
            StopReason stop = machine.awaitStop();
            assertInstanceOf(StopReason.LimitReached.class, stop);
            assertEquals(0, stop.where().instructions());
        }
    }
}
