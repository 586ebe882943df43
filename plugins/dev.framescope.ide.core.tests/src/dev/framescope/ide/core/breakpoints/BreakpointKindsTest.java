package dev.framescope.ide.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Privilege;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every kind of breakpoint, set in the workspace, stops the sample and comes back from its marker.
 */
class BreakpointKindsTest {
    private static final BreakpointOptions ALL_OPTIONS =
            new BreakpointOptions(
                    Optional.of("x > 3"),
                    2,
                    5,
                    OptionalInt.of(1),
                    OptionalLong.of(0x8025aL),
                    Optional.of(Privilege.SUPERVISOR),
                    Optional.of("frames-c.elf"),
                    true,
                    Optional.of("x is {x}"));

    /** What the sample's testAllocator gets first, by its page number. */
    private static final long FIRST_FRAME = 0x8022bL;

    private SampleWorkspace sample;
    private DebugEvents events;

    @BeforeEach
    void createSample() throws CoreException {
        sample = new SampleWorkspace();
        events = new DebugEvents();
    }

    @AfterEach
    void removeSample() throws CoreException {
        events.close();
        sample.close();
    }

    static Stream<BreakpointSpec> everySpec() {
        return Stream.of(
                new BreakpointSpec.AtFunction("os::memory::alloc_frame"),
                new BreakpointSpec.AtFunction("/^alloc/"),
                new BreakpointSpec.AtAddress(0xffffffffc0200000L),
                new BreakpointSpec.AtPhysicalAddress(0x80200000L),
                new BreakpointSpec.WatchExpression("frameAllocator.startPpn", WatchMode.CHANGE),
                new BreakpointSpec.WatchVirtual(0xffffffffc0200000L, 16, WatchMode.ACCESS),
                new BreakpointSpec.WatchPhysical(0x80209000L, 0x1000, WatchMode.READ),
                new BreakpointSpec.OnException(
                        Set.of(13, 15), Set.of(Privilege.USER, Privilege.SUPERVISOR), true),
                new BreakpointSpec.OnInterrupt(Set.of(5), Set.of()),
                new BreakpointSpec.OnPrivilegeChange(
                        Set.of(Privilege.USER), Set.of(Privilege.SUPERVISOR)),
                new BreakpointSpec.OnSatpChange(),
                new BreakpointSpec.OnFrame(0x8022bL, Set.of()),
                new BreakpointSpec.OnFrame(0x8022bL, Set.of(FrameEvent.Kind.ALLOCATED)),
                new BreakpointSpec.OnFrame(0x8022bL, Set.of(FrameEvent.Kind.FREED)));
    }

    @ParameterizedTest
    @MethodSource("everySpec")
    void aMarkerKeepsWhatABreakpointStopsAtAndWhen(BreakpointSpec spec) throws CoreException {
        KernelBreakpoint created = KernelBreakpoints.create(spec, ALL_OPTIONS, "");

        MarkerBreakpoint restored = restore(created);

        assertEquals(spec, restored.spec());
        assertEquals(ALL_OPTIONS, restored.options());
        assertEquals("", restored.spaceName());
    }

    /** As the platform does when the workspace is opened again. */
    private static MarkerBreakpoint restore(KernelBreakpoint created) throws CoreException {
        MarkerBreakpoint restored =
                switch (created) {
                    case KernelFunctionBreakpoint f -> new KernelFunctionBreakpoint();
                    case KernelAddressBreakpoint a -> new KernelAddressBreakpoint();
                    case KernelWatchpoint w -> new KernelWatchpoint();
                    default -> new KernelEventBreakpoint();
                };
        restored.setMarker(created.getMarker());
        return restored;
    }

    @Test
    void whatIsSetAlreadyIsSwitchedOnAndNotSetTwice() throws CoreException {
        BreakpointSpec spec = new BreakpointSpec.OnFrame(FIRST_FRAME, Set.of());
        KernelBreakpoint first = KernelBreakpoints.createOrEnable(spec);
        first.setEnabled(false);

        assertSame(first, KernelBreakpoints.createOrEnable(spec));
        assertTrue(first.isEnabled());

        first.setOptions(BreakpointOptions.NONE.withHart(1));
        KernelBreakpoint second = KernelBreakpoints.createOrEnable(spec);
        KernelBreakpoint other =
                KernelBreakpoints.createOrEnable(
                        new BreakpointSpec.OnFrame(FIRST_FRAME + 1, Set.of()));

        assertEquals(Set.of(first, second, other), Set.copyOf(KernelBreakpoints.all()));
    }

    @Test
    void changedOptionsReplaceAllThatThereWere() throws CoreException {
        KernelBreakpoint breakpoint =
                KernelBreakpoints.create(
                        new BreakpointSpec.AtFunction("allocFrame"), ALL_OPTIONS, "");

        breakpoint.setOptions(BreakpointOptions.NONE, "kernel");

        assertEquals(BreakpointOptions.NONE, breakpoint.options());
        assertEquals("kernel", breakpoint.spaceName());
    }

    @Test
    void aPatternStopsInEachFunctionLikeIt() throws CoreException {
        HartThread hart = debugToAllocator();
        set(new BreakpointSpec.AtFunction("/^make(Comb|Churn)$/"));

        assertTrue(next(hart).getTopStackFrame().getName().startsWith("makeComb()"));
        assertTrue(next(hart).getTopStackFrame().getName().startsWith("makeChurn()"));
    }

    @Test
    void anInstructionIsMetAtItsPhysicalAddress() throws CoreException {
        HartThread hart = debugToAllocator();
        long address =
                hart.getDebugTarget()
                        .session()
                        .kernel()
                        .symbols()
                        .symbolAddress("makeComb")
                        .getAsLong();
        set(new BreakpointSpec.AtPhysicalAddress(address));

        assertEquals(address, next(hart).getTopStackFrame().frame().pc());
    }

    @Test
    void aWatchpointTellsOldAndNewValueAtTheHart() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelBreakpoint watch = set(new BreakpointSpec.WatchExpression("ticks", WatchMode.CHANGE));

        next(hart);

        assertTrue(
                hart.stopDescription().startsWith("suspended: watchpoint ticks: 0 -> 1, by "),
                hart.stopDescription());
        assertEquals(List.of(watch), List.of(hart.getBreakpoints()));
    }

    @Test
    void anEventStopTellsWhatHasHappened() throws CoreException {
        HartThread hart = debugToAllocator();
        set(new BreakpointSpec.OnInterrupt(Set.of(5), Set.of(Privilege.SUPERVISOR)));

        next(hart);

        assertTrue(
                hart.stopDescription().startsWith("suspended: supervisor timer interrupt (5)"),
                hart.stopDescription());
    }

    @Test
    void aFrameStopTellsWhoHasGivenItBack() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelBreakpoint frame =
                set(new BreakpointSpec.OnFrame(FIRST_FRAME, Set.of(FrameEvent.Kind.FREED)));

        next(hart);

        assertTrue(
                hart.stopDescription()
                        .startsWith("suspended: frame 0x8022b taken back from testAllocator "),
                hart.stopDescription());
        assertEquals(List.of(frame), List.of(hart.getBreakpoints()));
        assertEquals(
                Optional.of("stops at release of frame 0x8022b"),
                hart.getDebugTarget().breakpointStatus(frame));
    }

    @Test
    void aChangeOfSatpStops() throws CoreException {
        HartThread hart = debugToAllocator();
        set(new BreakpointSpec.OnSatpChange());

        next(hart);

        assertTrue(hart.getName().contains("Sv39 root 0x"), hart.getName());
    }

    @Test
    void aConditionDecides() throws CoreException {
        HartThread hart = debugToAllocator();
        set(
                new BreakpointSpec.AtFunction("deallocFrame"),
                BreakpointOptions.NONE.withCondition("startAddr == $a0 && frameAllocator.startPpn"),
                "");

        assertTrue(next(hart).getTopStackFrame().getName().startsWith("deallocFrame()"));
    }

    @Test
    void aTemporaryBreakpointLeavesTheWorkspaceWhenItIsHit()
            throws CoreException, InterruptedException {
        HartThread hart = debugToAllocator();
        set(
                new BreakpointSpec.AtFunction("makeComb"),
                BreakpointOptions.NONE.withTemporary(true),
                "");

        next(hart);

        joinJobs("Removing a temporary breakpoint");
        assertEquals(List.of(), KernelBreakpoints.all());
    }

    private static void joinJobs(String name) throws InterruptedException {
        for (Job job : Job.getJobManager().find(null)) {
            if (job.getName().equals(name)) {
                job.join();
            }
        }
    }

    @Test
    void aLogPointTellsTheProcessAndDoesNotStop() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelBreakpoint log =
                set(
                        new BreakpointSpec.AtFunction("makeComb"),
                        BreakpointOptions.NONE.withLogMessage("begin {frameAllocator.startPpn,x}"),
                        "");
        KernelProcess process = (KernelProcess) hart.getDebugTarget().getProcess();
        long startPpn =
                hart.getDebugTarget()
                                .session()
                                .kernel()
                                .symbols()
                                .symbolAddress("kernel_end")
                                .getAsLong()
                        >>> 12;

        hart.resume();
        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);

        assertEquals(
                "begin 0x" + Long.toHexString(startPpn) + "\n",
                process.getStreamsProxy().getErrorStreamMonitor().getContents());
        assertTrue(log.getMarker().exists());
    }

    @Test
    void aBreakpointForAnAddressSpaceThatHasNoNameYetWaitsForTheName() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelDebugTarget target = hart.getDebugTarget();
        KernelBreakpoint breakpoint =
                set(
                        new BreakpointSpec.AtFunction("makeComb"),
                        BreakpointOptions.NONE,
                        "no such space");
        assertEquals(
                Optional.of("pending: no address space is named no such space"),
                target.breakpointStatus(breakpoint));

        breakpoint.setOptions(BreakpointOptions.NONE);

        assertTrue(next(hart).getTopStackFrame().getName().startsWith("makeComb()"));
    }

    @Test
    void aBreakpointForANamedAddressSpaceStopsThere() throws CoreException {
        set(new BreakpointSpec.AtFunction("makeComb"));
        HartThread hart = debugToAllocator();
        next(hart);
        long root = PageTables.rootPpn(hart.snapshot().orElseThrow().satp());
        hart.getDebugTarget().session().nameAddressSpace(root, "mine");

        set(new BreakpointSpec.AtFunction("freeComb"), BreakpointOptions.NONE, "mine");

        assertTrue(next(hart).getTopStackFrame().getName().startsWith("freeComb()"));
    }

    private HartThread debugToAllocator() throws CoreException {
        sample.debug();
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }

    private static KernelBreakpoint set(BreakpointSpec spec) throws CoreException {
        return set(spec, BreakpointOptions.NONE, "");
    }

    private static KernelBreakpoint set(
            BreakpointSpec spec, BreakpointOptions options, String space) throws CoreException {
        return KernelBreakpoints.create(spec, options, space);
    }

    /** Runs to the next breakpoint. */
    private HartThread next(HartThread hart) {
        hart.resume();
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }
}
