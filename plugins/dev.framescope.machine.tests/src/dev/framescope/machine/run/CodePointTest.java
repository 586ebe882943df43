package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.board.VirtMachine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class CodePointTest {
    private static final int RA = 1;

    private final long allocFrame = KernelFile.framesCSymbol("allocFrame");
    private Machine machine;

    @BeforeEach
    void createMachine() throws MachineException {
        machine = VirtMachine.create(MachineConfig.of(KernelFile.framesC()));
    }

    @AfterEach
    void closeMachine() {
        machine.close();
    }

    private StopReason run() throws InterruptedException {
        machine.resume();
        return machine.awaitStop();
    }

    private void runsOn() throws InterruptedException {
        machine.resume(RunLimit.instructions(2_000_000));
        assertInstanceOf(StopReason.LimitReached.class, machine.awaitStop());
    }

    private CodePoint add(long address, CodeHandler handler) {
        return machine.addCodePoint(CodeLocation.at(address), handler);
    }

    @Test
    void stopsBeforeTheInstructionAndNamesThePoint() throws Exception {
        CodePoint point = add(allocFrame, CodeHandler.STOP);
        StopReason.CodePointReached stop =
                assertInstanceOf(StopReason.CodePointReached.class, run());
        assertEquals(List.of(point), stop.points());
        assertEquals(allocFrame, stop.where().pc());
        assertEquals(allocFrame, machine.inspect(inspection -> inspection.hart(0).pc()).get());
    }

    @Test
    void resumingGoesOnToTheNextCall() throws Exception {
        add(allocFrame, CodeHandler.STOP);
        long first = run().where().instructions();
        long second = run().where().instructions();
        assertTrue(second > first);
        assertEquals(allocFrame, machine.lastStop().where().pc());
    }

    @Test
    void observerThatDoesNotStopSeesEveryCallOnce() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        add(allocFrame, (hart, inspection) -> calls.incrementAndGet() < 0);
        machine.resume(RunLimit.instructions(4_000_000));
        machine.awaitStop();
        int inOneRun = calls.get();
        assertTrue(inOneRun > 2, inOneRun + " calls");

        calls.set(0);
        try (Machine stepped = VirtMachine.create(machine.config())) {
            stepped.addCodePoint(
                    CodeLocation.at(allocFrame), (hart, inspection) -> calls.incrementAndGet() < 0);
            CodePoint stop = stepped.addCodePoint(CodeLocation.at(allocFrame), CodeHandler.STOP);
            while (stepped.lastStop().where().instructions() < 1_000_000) {
                stepped.resume();
                stepped.awaitStop();
                stepped.step(0, 1);
                stepped.awaitStop();
            }
            stepped.removeCodePoint(stop);
            long left = 4_000_000 - stepped.lastStop().where().instructions();
            stepped.resume(RunLimit.instructions(left));
            stepped.awaitStop();
        }
        assertEquals(inOneRun, calls.get());
    }

    @Test
    void allHandlersAtAnAddressAreCalledAndThoseThatAskedAreListed() throws Exception {
        List<String> called = new ArrayList<>();
        add(allocFrame, (hart, inspection) -> !called.add("observer"));
        CodePoint first = add(allocFrame, (hart, inspection) -> called.add("first"));
        CodePoint second = add(allocFrame, (hart, inspection) -> called.add("second"));
        StopReason.CodePointReached stop =
                assertInstanceOf(StopReason.CodePointReached.class, run());
        assertEquals(List.of("observer", "first", "second"), called);
        assertEquals(List.of(first, second), stop.points());
    }

    @Test
    void handlerSeesTheHartAtTheInstruction() throws Exception {
        List<Long> seen = new ArrayList<>();
        add(
                allocFrame,
                (hart, inspection) -> {
                    seen.add(hart.pc());
                    seen.add(inspection.instructions());
                    return true;
                });
        StopReason stop = run();
        assertEquals(List.of(allocFrame, stop.where().instructions()), seen);
    }

    @Test
    void handlerMayPlaceAPointThatHoldsFromTheNextInstruction() throws Exception {
        add(
                allocFrame,
                (hart, inspection) -> {
                    add(hart.pc() + 2, CodeHandler.STOP);
                    return false;
                });
        assertEquals(allocFrame + 2, run().where().pc());
    }

    @Test
    void returnAddressOfACallCanBeWatched() throws Exception {
        List<Long> results = new ArrayList<>();
        List<CodePoint> placed = new ArrayList<>();
        add(
                allocFrame,
                (hart, inspection) -> {
                    placed.add(
                            add(
                                    hart.x(RA),
                                    (returned, unused) -> {
                                        results.add(returned.x(10));
                                        machine.removeCodePoint(placed.get(0));
                                        return true;
                                    }));
                    return false;
                });
        assertInstanceOf(StopReason.CodePointReached.class, run());
        assertEquals(1, results.size());
        assertEquals(0, results.get(0) & 0xfff, "allocFrame returns the address of a page");
    }

    @Test
    void removedPointDoesNotStop() throws Exception {
        CodePoint point = add(allocFrame, CodeHandler.STOP);
        run();
        machine.removeCodePoint(point);
        machine.removeCodePoint(point);
        runsOn();
    }

    @Test
    void handlerMayRemoveItselfAndOthersAtTheSameAddress() throws Exception {
        List<CodePoint> points = new ArrayList<>();
        AtomicInteger otherCalls = new AtomicInteger();
        points.add(
                add(
                        allocFrame,
                        (hart, inspection) -> {
                            points.forEach(machine::removeCodePoint);
                            return true;
                        }));
        points.add(add(allocFrame, (hart, inspection) -> otherCalls.incrementAndGet() > 0));
        StopReason.CodePointReached stop =
                assertInstanceOf(StopReason.CodePointReached.class, run());
        assertEquals(1, stop.points().size());
        assertEquals(0, otherCalls.get());
        runsOn();
    }

    @Test
    void loadAddressStopsOnlyWhileFetchesAreNotTranslated() throws Exception {
        long entry = 0x80200000L;
        machine.addCodePoint(CodeLocation.at(0xffffffffc0200000L, entry), CodeHandler.STOP);
        machine.addCodePoint(
                CodeLocation.at(0xffffffffc0200000L, allocFrame),
                (hart, inspection) -> {
                    assertEquals(0, hart.effectiveSatp());
                    return false;
                });
        assertEquals(entry, run().where().pc(), "the first instruction counts");
        runsOn();
    }

    @Test
    void linkAddressStopsBeforeAndAfterPagingIsOn() throws Exception {
        List<Boolean> translated = new ArrayList<>();
        add(
                allocFrame,
                (hart, inspection) -> {
                    translated.add(hart.effectiveSatp() != 0);
                    return hart.effectiveSatp() != 0;
                });
        run();
        assertTrue(translated.contains(false));
        assertTrue(translated.contains(true));
    }

    @Test
    void stepOntoAPointDoesNotMakeTheNextResumeStopThereAgain() throws Exception {
        CodePoint probe = add(allocFrame, CodeHandler.STOP);
        long firstCall = run().where().instructions();
        machine.removeCodePoint(probe);
        machine.close();

        machine = VirtMachine.create(MachineConfig.of(KernelFile.framesC()));
        machine.resume(RunLimit.instructions(firstCall - 1));
        machine.awaitStop();
        machine.step(0, 1);
        assertEquals(allocFrame, machine.awaitStop().where().pc());
        AtomicInteger observed = new AtomicInteger();
        add(allocFrame, (hart, inspection) -> observed.incrementAndGet() > 0);
        StopReason stop = run();
        assertTrue(stop.where().instructions() > firstCall);
        assertEquals(2, observed.get(), "observers miss nothing");
    }

    @Test
    void handlerMaySuspendTheMachineAtTheInstruction() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        add(
                allocFrame,
                (hart, inspection) -> {
                    calls.incrementAndGet();
                    machine.suspend();
                    return false;
                });
        StopReason stop = run();
        assertInstanceOf(StopReason.Suspended.class, stop);
        assertEquals(allocFrame, stop.where().pc());
        run();
        assertEquals(2, calls.get());
    }

    @Test
    void handlerMayCloseTheMachine() throws Exception {
        add(
                allocFrame,
                (hart, inspection) -> {
                    machine.close();
                    return false;
                });
        assertInstanceOf(StopReason.Closed.class, run());
        assertEquals(allocFrame, machine.lastStop().where().pc());
    }

    @Test
    void failingHandlerIsLoggedAndDoesNotStopTheMachine() throws Exception {
        add(
                allocFrame,
                (hart, inspection) -> {
                    throw new IllegalStateException("thrown by a test");
                });
        try (CapturedLog log = new CapturedLog(Guard.class)) {
            machine.resume(RunLimit.instructions(10_000_000));
            assertInstanceOf(StopReason.LimitReached.class, machine.awaitStop());
            assertEquals("a code point handler of the machine failed", log.messages().get(0));
            assertEquals(11, log.messages().size(), "not every failure fills the log");
        }
    }

    @Test
    void trapHandlerSeesTrapsAndStopsAtTheGuestsHandler() throws Exception {
        List<Trap> traps = new ArrayList<>();
        TrapHandler handler = (trap, hart, inspection) -> traps.add(trap);
        machine.addTrapHandler(handler);
        StopReason.TrapTaken stop = assertInstanceOf(StopReason.TrapTaken.class, run());
        assertEquals(traps.get(0), stop.trap());
        assertEquals(
                machine.inspect(inspection -> inspection.hart(0).csr(0x105).orElseThrow()).get(),
                stop.where().pc());
        machine.removeTrapHandler(handler);
        runsOn();
        assertEquals(1, traps.size());
    }
}
