package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.FrameUnit;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.symbols.SymbolException;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

class SessionLifecycleTest {
    @TempDir private Path folder;

    @Test
    void newSessionStandsBeforeTheFirstInstruction() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            assertEquals(RunState.SUSPENDED, driver.session().state());
            assertEquals(SessionStop.Kind.START, driver.session().lastStop().kind());
            assertEquals(0, driver.session().lastStop().reason().where().instructions());
            assertEquals(driver.session().kernel().loadImage().entry(), driver.pc());
        }
    }

    @Test
    void firstRunStopsAtTheFunctionOfTheConfiguration() throws Exception {
        SessionConfig config = SessionConfig.of(Samples.framesCElf()).withStopAt("allocFrame");
        try (SessionDriver driver = SessionDriver.start(config)) {
            driver.resume();
            assertEquals("allocFrame", driver.functions().get(0));
            assertEquals(List.of(), driver.session().breakpoints());
        }
    }

    @Test
    void guestThatPowersOffTerminatesTheSession() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().resume();
            StopReason reason = driver.awaitEnd();
            assertEquals(0, SessionDriver.exit(reason).orElseThrow().code());
            assertEquals(RunState.TERMINATED, driver.session().state());
            assertFalse(driver.backtrace().isEmpty(), "the last state can be read");
        }
    }

    @Test
    void ledgerHasSeenTheFirstFrames() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("enablePaging");
            driver.resume();
            assertEquals(3, driver.session().ledger().allocations());
        }
    }

    @Test
    void restoringASnapshotIsToldAsAStop() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("enablePaging");
            driver.resume();
            MachineSnapshot before = driver.session().machine().inspect(Inspection::snapshot).get();
            List<String> stack = driver.functions();
            driver.over();
            driver.session().machine().restore(before).get();
            SessionStop stop = driver.awaitStop();
            assertEquals(stop, driver.session().lastStop());
            assertTrue(stop.describe().startsWith("restored a snapshot, in enablePaging"));
            assertEquals(before.instructions(), stop.reason().where().instructions());
            assertEquals(stack, driver.functions());
            assertEquals(SessionStop.Kind.STEP_END, driver.over().kind());
        }
    }

    @Test
    void aBreakpointStopsAgainWhereItDidBeforeASnapshotWasRestored() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("enablePaging");
            driver.resume();
            MachineSnapshot before = driver.session().machine().inspect(Inspection::snapshot).get();
            Breakpoint next = driver.breakAt("startTicking");
            SessionStop first = driver.resume();
            driver.session().machine().restore(before).get();
            driver.awaitStop();
            SessionStop again = driver.resume();
            assertEquals(List.of(next), again.hit());
            assertEquals(first.reason().where(), again.reason().where());
        }
    }

    @Test
    void insightIsOfTheMomentItIsAskedFor() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.breakAt("enablePaging");
            driver.resume();
            assertEquals(
                    driver.session().lastStop().reason().where().instructions(),
                    driver.session().insight(0).join().instructions());
        }
    }

    @Test
    void closingEndsARunAndTellsTheListenersLast() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session()
                    .addListener(
                            new SessionListener() {
                                @Override
                                public void resumed(Optional<StepKind> step) {
                                    told.add("resumed " + step);
                                }

                                @Override
                                public void suspended(SessionStop stop) {
                                    told.add(stop.kind().toString());
                                }

                                @Override
                                public void terminated(StopReason reason) {
                                    told.add("terminated");
                                }
                            });
            driver.breakAt("main");
            driver.resume();
            driver.over();
            driver.session().close();
            assertInstanceOf(StopReason.Closed.class, driver.awaitEnd());
        }
        assertEquals(
                List.of(
                        "resumed Optional.empty",
                        "BREAKPOINT",
                        "resumed Optional[OVER]",
                        "STEP_END",
                        "terminated"),
                told);
    }

    @Test
    void closedSessionLeavesNoThread() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (SessionDriver driver = SessionDriver.sample()) {
                driver.session().resume();
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("framescope")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void listenerMayUseTheSession() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            CompletableFuture<String> seen = new CompletableFuture<>();
            driver.session()
                    .addListener(
                            new SessionListener() {
                                @Override
                                public void breakpointsChanged() {
                                    // Would wait for itself if this were the machine's thread.
                                    driver.session().harts().join();
                                }

                                @Override
                                public void suspended(SessionStop stop) {
                                    seen.complete(driver.functions().get(0));
                                }
                            });
            driver.session().addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
            driver.resume();
            assertEquals("allocFrame", seen.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void listenerMayCloseTheSession() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session()
                    .addListener(
                            new SessionListener() {
                                @Override
                                public void suspended(SessionStop stop) {
                                    driver.session().close();
                                }
                            });
            driver.breakAt("main");
            driver.session().resume();
            driver.awaitStop();
            assertInstanceOf(StopReason.Closed.class, driver.awaitEnd());
        }
    }

    @Test
    void sessionCanBeClosedOnTheMachineThread() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session()
                    .machine()
                    .addCodePoint(
                            driver.session().codeLocation(driver.addressOf("main")),
                            (hart, inspection) -> {
                                driver.session().close();
                                return false;
                            });
            driver.session().resume();
            assertInstanceOf(StopReason.Closed.class, driver.awaitEnd());
        }
    }

    @Test
    void nothingIsRunAfterTheEnd() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session().close();
            driver.session().resume();
            driver.session().step(0, StepKind.OVER, StepUnit.LINE);
            driver.session().suspend();
            assertEquals(RunState.TERMINATED, driver.session().state());
        }
    }

    @Test
    void stepOfAHartThatIsNotThereIsRefused() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> driver.session().step(1, StepKind.OVER, StepUnit.LINE));
        }
    }

    @Test
    void listenerThatThrowsHarmsNobody() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            driver.session()
                    .addListener(
                            new SessionListener() {
                                @Override
                                public void resumed(Optional<StepKind> step) {
                                    throw new IllegalStateException("a test's listener");
                                }
                            });
            driver.breakAt("main");
            assertEquals(SessionStop.Kind.BREAKPOINT, driver.resume().kind());
        }
    }

    @Test
    void registersAndMemoryCanBeChangedWhileSuspended() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            DebugSession session = driver.session();
            session.setRegister(0, new RegisterId.General(10), 42).join();
            assertEquals(42L, driver.read(hart -> hart.x(10)).longValue());
            long address = 0x80300000L;
            assertEquals(2, session.writePhysical(address, new byte[] {1, 2}).join());
            assertEquals(2, session.writeVirtual(0, address + 2, new byte[] {3, 4}).join());
            byte[] read = session.readPhysical(address, 4).join();
            assertEquals(List.of(1, 2, 3, 4), bytes(read));
            assertEquals(List.of(3, 4), bytes(session.readVirtual(0, address + 2, 2).join()));
        }
    }

    private static List<Integer> bytes(byte[] bytes) {
        return java.util.stream.IntStream.range(0, bytes.length)
                .mapToObj(i -> (int) bytes[i])
                .toList();
    }

    @Test
    void memoryThatIsNotThereReadsShort() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            assertEquals(4, driver.session().readPhysical(0x87fffffcL, 16).join().length);
            assertEquals(0, driver.session().readPhysical(0x40000000L, 16).join().length);
        }
    }

    @Test
    void registerZeroCannotBeChanged() throws Exception {
        try (SessionDriver driver = SessionDriver.sample()) {
            CompletionException failure =
                    assertThrows(
                            CompletionException.class,
                            () ->
                                    driver.session()
                                            .setRegister(0, new RegisterId.General(0), 1)
                                            .join());
            assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        }
    }

    @Test
    void fileThatIsMissingIsNamed() {
        Path missing = folder.resolve("none.elf");
        MachineException failure =
                assertThrows(
                        MachineException.class,
                        () -> DebugSession.start(SessionConfig.of(missing)));
        assertEquals(missing + ": no such file", failure.getMessage());
    }

    @Test
    void fileThatIsNoElfFileIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("readme.txt"), "not a kernel");
        SymbolException failure =
                assertThrows(
                        SymbolException.class, () -> DebugSession.start(SessionConfig.of(text)));
        assertTrue(failure.getMessage().contains("readme.txt"), failure.getMessage());
    }

    @Test
    void allocatorThatIsNotThereIsNamedAndLeavesNoMachine() {
        SessionConfig config =
                SessionConfig.of(Samples.framesCElf())
                        .withAllocator(
                                new AllocatorFunctions("palloc", "pfree", FrameUnit.ADDRESS));
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> DebugSession.start(config));
        assertTrue(failure.getMessage().contains("palloc"), failure.getMessage());
    }
}
