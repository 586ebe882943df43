package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;

@Timeout(60)
class RunControlTest {
    private static final long ENTRY = 0x80200000L;

    private Machine machine;

    @BeforeEach
    void createMachine() throws MachineException {
        machine = VirtMachine.create(MachineConfig.of(KernelFile.framesC()));
    }

    @AfterEach
    void closeMachine() {
        machine.close();
    }

    private StopReason run(RunLimit limit) throws InterruptedException {
        machine.resume(limit);
        return machine.awaitStop();
    }

    @Test
    void discardedMachineIsClosedAndItsMemoryReadsZero() throws Exception {
        assertNotEquals(0, read(inspection -> inspection.readPhysicalLong(ENTRY)));
        machine.discard();
        assertEquals(RunState.TERMINATED, machine.state());
        assertEquals(0, read(inspection -> inspection.readPhysicalLong(ENTRY)));
    }

    private long read(ToLongFunction<Inspection> reader) throws Exception {
        return machine.inspect(reader::applyAsLong).get();
    }

    private <T> T inspect(Function<Inspection, T> reader) throws Exception {
        return machine.inspect(reader).get();
    }

    @Test
    void newMachineIsSuspendedBeforeItsFirstInstruction() throws Exception {
        assertEquals(RunState.SUSPENDED, machine.state());
        StopReason.Suspended stop =
                assertInstanceOf(StopReason.Suspended.class, machine.lastStop());
        assertEquals(new StopReason.Where(0, ENTRY, Privilege.SUPERVISOR, 0), stop.where());
        assertSame(stop, machine.awaitStop());
        assertEquals(0, read(inspection -> inspection.hart(0).x(10)), "a0 is the hart's number");
        assertEquals(0x87e00000L, read(inspection -> inspection.hart(0).x(11)), "the tree");
    }

    @Test
    void kernelRunsToItsEnd() throws Exception {
        Recorder output = new Recorder();
        machine.console().addOutputListener(output);
        StopReason.GuestExit exit =
                assertInstanceOf(StopReason.GuestExit.class, run(RunLimit.NONE));
        assertEquals(0, exit.code());
        assertEquals("SBI system reset: shutdown", exit.how());
        assertEquals(RunState.TERMINATED, machine.state());
        assertEquals(exit, machine.exit().orElseThrow());
        assertTrue(output.text().contains("done, powering off"), output.text());
    }

    @Test
    void instructionLimitIsMetExactly() throws Exception {
        assertEquals(1, run(RunLimit.instructions(1)).where().instructions());
        assertEquals(123_457, run(RunLimit.instructions(123_456)).where().instructions());
        StopReason stop = run(RunLimit.instructions(0));
        assertInstanceOf(StopReason.LimitReached.class, stop);
        assertEquals(123_457, stop.where().instructions());
    }

    @Test
    void steppingExecutesExactlyWhatWasAskedFor() throws Exception {
        machine.step(0, 1);
        StopReason stop = machine.awaitStop();
        assertInstanceOf(StopReason.LimitReached.class, stop);
        assertEquals(1, stop.where().instructions());
        machine.step(0, 999);
        assertEquals(1000, machine.awaitStop().where().instructions());
    }

    @Test
    void hostTimeLimitStopsARunInTime() throws Exception {
        StopReason stop = run(RunLimit.hostTime(Duration.ofMillis(1)));
        assertInstanceOf(StopReason.DeadlinePassed.class, stop);
    }

    @Test
    void suspendedMachineGoesOnWhereItWas() throws Exception {
        machine.resume();
        machine.suspend();
        StopReason stop = machine.awaitStop();
        assertInstanceOf(StopReason.Suspended.class, stop);
        assertEquals(RunState.SUSPENDED, machine.state());
        long before = stop.where().instructions();
        assertEquals(before + 1000, run(RunLimit.instructions(1000)).where().instructions());
    }

    @Test
    void suspendingASuspendedMachineDoesNothing() throws Exception {
        machine.suspend();
        assertInstanceOf(StopReason.LimitReached.class, run(RunLimit.instructions(100_000)));
    }

    @Test
    void resumingARunningMachineDoesNothing() throws Exception {
        machine.resume(RunLimit.instructions(1_000_000));
        machine.resume(RunLimit.instructions(1));
        machine.step(0, 1);
        assertEquals(1_000_000, machine.awaitStop().where().instructions());
    }

    @Test
    void inspectionOfARunningMachineIsServedBetweenInstructions() throws Exception {
        machine.resume();
        long first = inspect(Inspection::instructions);
        long second = inspect(Inspection::instructions);
        assertTrue(second >= first);
        assertEquals(RunState.RUNNING, machine.state());
    }

    @Test
    void inspectionFailsWithWhatTheReaderThrows() {
        ExecutionException failure =
                assertThrows(
                        ExecutionException.class, () -> inspect(inspection -> inspection.hart(1)));
        assertInstanceOf(IndexOutOfBoundsException.class, failure.getCause());
    }

    @Test
    void inspectionIsNotValidOutsideItsCall() throws Exception {
        Inspection kept = inspect(inspection -> inspection);
        assertThrows(IllegalStateException.class, kept::instructions);
        assertThrows(IllegalStateException.class, () -> kept.hart(0));
    }

    @Test
    void lastStateOfATerminatedMachineCanBeRead() throws Exception {
        run(RunLimit.instructions(1000));
        machine.close();
        assertEquals(RunState.TERMINATED, machine.state());
        assertEquals(1000, read(Inspection::instructions));
        assertEquals(1000, read(Inspection::instructions));
    }

    @Test
    void controlChangesASuspendedMachineOnly() throws Exception {
        machine.control(
                        control -> {
                            control.setX(0, 5, 77);
                            control.setPc(0, ENTRY + 2);
                            control.setCsr(0, 0x140, 99);
                            return control.writePhysical(0x80400000L, new byte[] {1, 2}, 0, 2);
                        })
                .get();
        assertEquals(77, read(inspection -> inspection.hart(0).x(5)));
        assertEquals(ENTRY + 2, read(inspection -> inspection.hart(0).pc()));
        assertEquals(99, read(inspection -> inspection.hart(0).csr(0x140).orElseThrow()));
        assertEquals(0x0201, read(inspection -> inspection.readPhysicalLong(0x80400000L)));

        machine.control(control -> control.instructions());
        machine.control(
                control -> {
                    control.setPc(0, ENTRY);
                    return null;
                });
        machine.resume();
        CompletableFuture<Object> refused = machine.control(control -> null);
        ExecutionException failure = assertThrows(ExecutionException.class, refused::get);
        assertInstanceOf(IllegalStateException.class, failure.getCause());
    }

    @Test
    void registerZeroAndUnknownRegistersCannotBeSet() {
        for (int register : new int[] {0, 32, -1}) {
            CompletableFuture<Object> change =
                    machine.control(
                            control -> {
                                control.setX(0, register, 1);
                                return null;
                            });
            ExecutionException failure = assertThrows(ExecutionException.class, change::get);
            assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        }
    }

    @Test
    void steppingAHartThatDoesNotExistIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> machine.step(1, 1));
    }

    @Test
    void listenersAreToldInOrder() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> terminated = new CompletableFuture<>();
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void resumed() {
                        events.add("resumed");
                    }

                    @Override
                    public void suspended(StopReason reason) {
                        events.add(reason.getClass().getSimpleName());
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        events.add("terminated: " + reason.getClass().getSimpleName());
                        terminated.complete(null);
                    }
                });
        run(RunLimit.instructions(10));
        machine.step(0, 1);
        machine.awaitStop();
        machine.close();
        terminated.get(10, TimeUnit.SECONDS);
        assertEquals(
                List.of("resumed", "LimitReached", "resumed", "LimitReached", "terminated: Closed"),
                events);
    }

    @Test
    void listenerMayResumeTheMachine() throws Exception {
        CompletableFuture<StopReason> end = new CompletableFuture<>();
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void suspended(StopReason reason) {
                        if (reason.where().instructions() < 5000) {
                            machine.resume(RunLimit.instructions(1000));
                        } else {
                            end.complete(reason);
                        }
                    }
                });
        machine.resume(RunLimit.instructions(1000));
        assertEquals(5000, end.get().where().instructions());
    }

    @Test
    void failingListenersAreLoggedAndDoNotStopTheMachine() throws Exception {
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void resumed() {
                        throw new IllegalStateException("thrown by a test");
                    }
                });
        machine.console()
                .addOutputListener(
                        bytes -> {
                            throw new IllegalStateException("thrown by a test");
                        });
        try (CapturedLog log = new CapturedLog(Guard.class)) {
            StopReason stop = run(RunLimit.instructions(1_000_000));
            assertInstanceOf(StopReason.LimitReached.class, stop);
            assertEquals("a listener of the machine failed", log.messages().get(0));
            assertEquals("a console listener of the machine failed", log.messages().get(1));
        }
    }

    @Test
    void closingEndsTheThreadAndMayBeRepeatedFromSeveralThreads() throws Exception {
        machine.resume();
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(Thread.ofPlatform().start(machine::close));
        }
        for (Thread closer : closers) {
            closer.join();
        }
        machine.close();
        assertInstanceOf(StopReason.Closed.class, machine.lastStop());
        assertEquals(RunState.TERMINATED, machine.state());
        assertFalse(machine.exit().isPresent());
        machine.resume();
        machine.suspend();
        machine.step(0, 1);
        assertInstanceOf(StopReason.Closed.class, machine.awaitStop());
    }

    @Test
    void closingOnTheMachineThreadDoesNotWaitForItself() throws Exception {
        CompletableFuture<StopReason> end = new CompletableFuture<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void suspended(StopReason reason) {
                        thread.set(Thread.currentThread());
                        machine.close();
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        end.complete(reason);
                    }
                });
        machine.resume(RunLimit.instructions(10));
        assertInstanceOf(StopReason.Closed.class, end.get());
        thread.get().join();
    }

    @Test
    void machineThreadCannotWaitForItself() throws Exception {
        machine.inspect(inspection -> assertThrows(IllegalStateException.class, machine::awaitStop))
                .get();
    }

    @Test
    void inspectingOnTheMachineThreadAnswersAtOnce() throws Exception {
        boolean done = inspect(outer -> machine.inspect(Inspection::hartCount).isDone());
        assertTrue(done);
    }
}
