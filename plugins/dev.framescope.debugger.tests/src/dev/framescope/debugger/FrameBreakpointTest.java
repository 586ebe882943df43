package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.ledger.FrameEvent.Kind;
import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.isa.Registers;
import dev.framescope.machine.snapshot.MachineSnapshot;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Breakpoints at what the frame allocator does with one frame, on the C sample kernel: its
 * testAllocator takes the first frame, gives it back and takes it again.
 */
class FrameBreakpointTest {
    /** What testAllocator gets first. */
    private static final long PPN = 0x8022b;

    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.sample();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Breakpoint onFrame(Kind... kinds) {
        return driver.session().add(new BreakpointSpec.OnFrame(PPN, Set.of(kinds)));
    }

    private static String line(String text) {
        return "workload.c:" + SampleSource.line("workload.c", text);
    }

    private static void assertTells(String expected, SessionStop stop) {
        assertEquals(SessionStop.Kind.BREAKPOINT, stop.kind(), stop.describe());
        assertTrue(stop.describe().startsWith(expected), stop.describe());
    }

    private long a0() {
        return driver.read(hart -> hart.x(Registers.A0));
    }

    private SessionStop stepInstruction() throws InterruptedException {
        return driver.step(StepKind.INTO, StepUnit.INSTRUCTION);
    }

    @Test
    void stopsWhereTheFrameIsHandedOutAndWhereItIsTakenBack() throws Exception {
        Breakpoint frame = onFrame();
        assertEquals("stops at allocation or release of frame 0x8022b", frame.status());

        SessionStop taken = driver.resume();
        assertEquals(List.of(frame), taken.hit());
        assertTells(
                "breakpoint 1 (frame 0x8022b handed out to testAllocator "
                        + line("frame1 = allocFrame")
                        + ") in testAllocator workload.c:",
                taken);
        assertEquals(PPN << 12, a0());

        SessionStop given = driver.resume();
        assertTells(
                "breakpoint 1 (frame 0x8022b taken back from testAllocator "
                        + line("deallocFrame(frame1)")
                        + ") in deallocFrame",
                given);
        assertEquals(driver.addressOf("deallocFrame"), driver.pc());
        assertEquals(FrameHistory.Status.FREE, driver.session().ledger().statusOf(PPN));
        assertEquals(2, frame.hits());
    }

    @Test
    void stopsAtTheEventsThatWereAskedForOnly() throws Exception {
        Breakpoint taken = onFrame(Kind.ALLOCATED);
        assertEquals("stops at allocation of frame 0x8022b", taken.status());
        driver.resume();
        assertTells(
                "breakpoint 1 (frame 0x8022b handed out to testAllocator "
                        + line("frame3 = allocFrame"),
                driver.resume());
        driver.session().remove(taken);

        Breakpoint given = onFrame(Kind.FREED);
        assertEquals("stops at release of frame 0x8022b", given.status());
        assertTells(
                "breakpoint 2 (frame 0x8022b taken back from testAllocator "
                        + line("deallocFrame(frame3)"),
                driver.resume());
        given.setEnabled(false);
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertEquals(1, given.hits());
    }

    @Test
    void optionsHoldAsForEveryBreakpoint() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        driver.session()
                .addListener(
                        new SessionListener() {
                            @Override
                            public void logged(String text) {
                                log.add(text);
                            }
                        });
        BreakpointSpec spec = new BreakpointSpec.OnFrame(PPN, Set.of());
        driver.session().add(spec, BreakpointOptions.NONE.withLogMessage("a0 is {$a0}"));
        Breakpoint other = driver.session().add(spec, BreakpointOptions.NONE.withHart(1));
        Breakpoint third =
                driver.session()
                        .add(spec, BreakpointOptions.NONE.withFirstHit(3).withTemporary(true));
        Breakpoint never =
                driver.session().add(spec, BreakpointOptions.NONE.withCondition("$a0 == 1"));

        SessionStop stop = driver.resume();
        assertEquals(List.of(third), stop.hit());
        assertTells("temporary breakpoint 3 (frame 0x8022b handed out to testAllocator", stop);
        assertEquals(3, log.size(), log.toString());
        assertEquals(0, other.hits() + never.hits());
        assertTrue(driver.session().breakpoints().stream().noneMatch(third::equals));
    }

    @Test
    void aStepOverTheCallEndsWhereTheFrameIsHandedOut() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("testAllocator"));
        driver.resume();
        Breakpoint frame = onFrame();
        SessionStop stop = driver.over();
        assertEquals(List.of(frame), stop.hit());
        assertEquals("testAllocator", driver.functions().get(0));
        assertEquals(line("frame1 = allocFrame"), driver.line());
    }

    @Test
    void stepsOfSingleInstructionsStopInPlaceAndOnce() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
        driver.resume();
        Breakpoint frame = onFrame();
        SessionStop stop = stepInstruction();
        while (stop.kind() == SessionStop.Kind.STEP_END) {
            stop = stepInstruction();
        }
        assertTells("breakpoint 2 (frame 0x8022b handed out to testAllocator", stop);
        assertEquals("testAllocator", driver.functions().get(0));
        assertEquals(PPN << 12, a0());

        driver.session()
                .addTemporary(
                        new BreakpointSpec.AtLine(
                                "workload.c",
                                SampleSource.line("workload.c", "deallocFrame(frame1)")));
        driver.resume();
        stop = stepInstruction();
        while (stop.kind() == SessionStop.Kind.STEP_END) {
            stop = stepInstruction();
        }
        assertTells("breakpoint 2 (frame 0x8022b taken back from testAllocator", stop);
        assertEquals(driver.addressOf("deallocFrame"), driver.pc());
        assertEquals(SessionStop.Kind.STEP_END, stepInstruction().kind());
        assertEquals(2, frame.hits());
        assertEquals(1, driver.session().ledger().frees());
        assertEquals(List.of(), driver.session().ledger().findings());
    }

    @Test
    void aStepIntoTheFunctionThatFreesStopsAtItsEntry() throws Exception {
        driver.session()
                .addTemporary(
                        new BreakpointSpec.AtLine(
                                "workload.c",
                                SampleSource.line("workload.c", "deallocFrame(frame1)")));
        driver.resume();
        Breakpoint frame = onFrame(Kind.FREED);
        assertEquals(List.of(frame), driver.into().hit());
        assertEquals(driver.addressOf("deallocFrame"), driver.pc());
        driver.over();
        assertEquals(1, frame.hits());
        assertEquals(1, driver.session().ledger().frees());
    }

    @Test
    void stopsAgainWhenASnapshotFromBeforeHasBeenRestored() throws Exception {
        onFrame(Kind.FREED);
        Breakpoint test = driver.breakAt("testAllocator");
        driver.resume();
        MachineSnapshot before = driver.session().machine().inspect(Inspection::snapshot).get();
        test.setEnabled(false);
        long first = driver.resume().reason().where().instructions();
        driver.session().machine().restore(before).get();
        driver.awaitStop();
        assertEquals(first, driver.resume().reason().where().instructions());
    }

    @Test
    void saysThatAKernelHasNoKnownAllocator(@TempDir Path folder) throws Exception {
        Path elf =
                CrossCompiler.assemble(
                        folder, 0x80200000L, ".globl _start\n_start:\nnop\nj _start\n");
        try (SessionDriver other = SessionDriver.start(elf)) {
            Breakpoint frame = other.session().add(new BreakpointSpec.OnFrame(0x80300, Set.of()));
            assertEquals(
                    "the kernel has no frame allocator that is known: name its functions in the"
                            + " launch configuration",
                    frame.status());
            frame.setEnabled(false);
            other.session().remove(frame);
        }
    }

    @Test
    void saysWhichCallsAreNotSeen() throws Exception {
        try (SessionDriver rust = SessionDriver.start(Samples.framesRustReleaseElf())) {
            BreakpointSpec release = new BreakpointSpec.OnFrame(0x80fff, Set.of(Kind.FREED));
            BreakpointSpec alloc = new BreakpointSpec.OnFrame(0x80fff, Set.of(Kind.ALLOCATED));
            String status = rust.session().add(release).status();
            assertTrue(
                    status.startsWith(
                            "stops at release of frame 0x80fff; dealloc_frame is inlined in 3"
                                    + " places: what is given back there is not seen"),
                    status);
            Breakpoint taken = rust.session().add(alloc);
            assertEquals("stops at allocation of frame 0x80fff", taken.status());
            assertEquals(List.of(taken), rust.resume().hit());
        }
    }

    @Test
    void saysThatAFrameIsNoneOfTheMemory() throws Exception {
        Breakpoint frame = driver.session().add(new BreakpointSpec.OnFrame(0x10, Set.of()));
        driver.read(hart -> "looked at");
        assertEquals(
                "0x10 is no page frame of the memory: there are 0x80000 to 0x87fff",
                frame.status());
    }

    @Test
    void framesAreNotHandedOverToABreakpoint() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BreakpointSpec.OnFrame(PPN, Set.of(Kind.HANDED_OVER)));
    }
}
