package dev.framescope.ide.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Breakpoints of the workspace in the sample. */
class BreakpointsTest {
    private static final IBreakpointManager MANAGER =
            DebugPlugin.getDefault().getBreakpointManager();

    private SampleWorkspace sample;
    private DebugEvents events;

    @BeforeEach
    void createSample() throws CoreException {
        sample = new SampleWorkspace();
        events = new DebugEvents();
    }

    @AfterEach
    void removeSample() throws CoreException {
        MANAGER.setEnabled(true);
        events.close();
        sample.close();
    }

    @Test
    void aFunctionBreakpointSetBeforeTheLaunchStops() throws CoreException {
        KernelFunctionBreakpoint breakpoint = KernelFunctionBreakpoint.create("enablePaging");
        HartThread hart = debugToAllocator();
        assertTrue(status(hart, breakpoint).startsWith("stops at 0x"), status(hart, breakpoint));

        hart.resume();

        assertEquals(hart, nextBreakpoint());
        assertArrayEquals(new IBreakpoint[] {breakpoint}, hart.getBreakpoints());
        assertTrue(hart.getTopStackFrame().getName().startsWith("enablePaging()"));
    }

    @Test
    void aLineBreakpointSetAtAStopStopsThere() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelLineBreakpoint breakpoint =
                KernelLineBreakpoint.create(sample.file("kernel/memory.c"), 39);
        assertEquals(
                Optional.of(breakpoint),
                KernelLineBreakpoint.at(sample.file("kernel/memory.c"), 39));
        assertEquals("memory.c:39", breakpoint.describe());

        hart.resume();

        nextBreakpoint();
        assertEquals("deallocFrame() memory.c:39", hart.getTopStackFrame().getName());
        assertArrayEquals(new IBreakpoint[] {breakpoint}, hart.getBreakpoints());
    }

    @Test
    void aBreakpointIsHitAfterPagingIsOnToo() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelFunctionBreakpoint.create("freeComb");

        hart.resume();

        nextBreakpoint();
        assertTrue(hart.getName().startsWith("hart 0 · S-mode · Sv39 root 0x"), hart.getName());
    }

    @Test
    void aBreakpointCanBeSetWhileTheMachineRuns() throws CoreException {
        HartThread hart = debugToAllocator();
        hart.resume();
        events.next(DebugEvent.RESUME, HartThread.class);

        // The sample waits for ticks in real time before it powers off.
        KernelFunctionBreakpoint.create("stopTicking");

        nextBreakpoint();
        assertTrue(hart.getTopStackFrame().getName().startsWith("stopTicking()"));
    }

    @Test
    void aDisabledBreakpointDoesNotStop() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelFunctionBreakpoint.create("makeComb").setEnabled(false);

        hart.resume();

        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);
        assertEquals(0, hart.getDebugTarget().getProcess().getExitValue());
    }

    @Test
    void aRemovedBreakpointDoesNotStop() throws CoreException {
        HartThread hart = debugToAllocator();
        MANAGER.removeBreakpoint(KernelFunctionBreakpoint.create("makeChurn"), true);

        hart.resume();

        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);
        assertEquals(0, hart.getDebugTarget().getProcess().getExitValue());
    }

    @Test
    void skippedBreakpointsDoNotStopUntilTheyAreWantedAgain() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelFunctionBreakpoint.create("makeComb");
        KernelFunctionBreakpoint.create("makeChurn");
        MANAGER.setEnabled(false);
        hart.stepOver();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        MANAGER.setEnabled(true);

        hart.resume();

        nextBreakpoint();
        assertTrue(hart.getTopStackFrame().getName().startsWith("makeComb()"));
        MANAGER.setEnabled(false);
        hart.resume();
        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);
    }

    @Test
    void aHitCountLetsTheFirstArrivalsPass() throws CoreException {
        KernelFunctionBreakpoint breakpoint = KernelFunctionBreakpoint.create("allocFrame");
        breakpoint.setOptions(BreakpointOptions.NONE.withFirstHit(3));
        HartThread hart = debugToAllocator();
        long first = allocations(hart);

        hart.resume();

        nextBreakpoint();
        assertEquals(first + 2, allocations(hart));
    }

    @Test
    void aBreakpointInAFunctionThatIsNotThereSaysSo() throws CoreException {
        KernelFunctionBreakpoint breakpoint = KernelFunctionBreakpoint.create("no_such_function");
        HartThread hart = debugToAllocator();

        assertTrue(status(hart, breakpoint).contains("no_such_function"), status(hart, breakpoint));
    }

    @Test
    void aLineBreakpointInAnotherProgramIsNotSet() throws CoreException {
        sample.file("other.c").create(new byte[] {'\n'}, false, false, null);
        KernelLineBreakpoint breakpoint = KernelLineBreakpoint.create(sample.file("other.c"), 1);
        HartThread hart = debugToAllocator();

        assertEquals(Optional.empty(), hart.getDebugTarget().breakpointStatus(breakpoint));
    }

    private HartThread debugToAllocator() throws CoreException {
        sample.debug();
        return nextBreakpoint();
    }

    private HartThread nextBreakpoint() {
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }

    private static String status(HartThread hart, IBreakpoint breakpoint) {
        return hart.getDebugTarget().breakpointStatus(breakpoint).orElse("not set");
    }

    private static long allocations(HartThread hart) {
        return hart.getDebugTarget().session().ledger().allocations();
    }
}
