package dev.framescope.ide.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.ForeignBreakpoint;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.model.HartThread;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/** Breakpoints that CDT has made stop the sample, by what their markers say. */
class CdtBreakpointsTest {
    private static final IResource ROOT = ResourcesPlugin.getWorkspace().getRoot();

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

    @Test
    void aLineBreakpointStopsAtItsLine() throws CoreException {
        HartThread hart = debugToAllocator();
        IBreakpoint breakpoint =
                ForeignBreakpoint.ofCdt(
                        sample.file("kernel/memory.c"),
                        "cLineBreakpointMarker",
                        Map.of(IMarker.LINE_NUMBER, 39));
        assertTrue(hart.getDebugTarget().supportsBreakpoint(breakpoint));

        next(hart);

        assertEquals("deallocFrame() memory.c:39", hart.getTopStackFrame().getName());
        assertArrayEquals(new IBreakpoint[] {breakpoint}, hart.getBreakpoints());
    }

    @Test
    void aLineBreakpointOutsideOfTheWorkspaceIsInTheFileThatItNames() throws CoreException {
        HartThread hart = debugToAllocator();
        ForeignBreakpoint.ofCdt(
                ROOT,
                "cLineBreakpointMarker",
                Map.of(
                        IMarker.LINE_NUMBER,
                        39,
                        "sourceHandle",
                        sample.file("kernel/memory.c").getLocation().toOSString()));

        assertEquals("deallocFrame() memory.c:39", next(hart).getTopStackFrame().getName());
    }

    @Test
    void aFunctionBreakpointObeysItsConditionAndItsIgnoreCount() throws CoreException {
        HartThread hart = debugToAllocator();
        long before = hart.getDebugTarget().session().ledger().allocations();
        ForeignBreakpoint.ofCdt(
                ROOT,
                "cFunctionBreakpointMarker",
                Map.of("function", "allocFrame", "ignoreCount", 2, "condition", "1 == 1"));

        next(hart);

        // The stop that it began at was the first arrival, the next two were ignored.
        assertEquals(before + 3, hart.getDebugTarget().session().ledger().allocations());
    }

    @Test
    void anAddressBreakpointStopsBeforeTheInstruction() throws CoreException {
        HartThread hart = debugToAllocator();
        long address =
                hart.getDebugTarget()
                        .session()
                        .kernel()
                        .symbols()
                        .symbolAddress("makeComb")
                        .getAsLong();
        ForeignBreakpoint.ofCdt(
                ROOT,
                "cAddressBreakpointMarker",
                Map.of("address", "0x" + Long.toHexString(address)));

        assertEquals(address, next(hart).getTopStackFrame().frame().pc());
    }

    @Test
    void aWatchpointStopsWhenItsExpressionChanges() throws CoreException {
        HartThread hart = debugToAllocator();
        ForeignBreakpoint.ofCdt(
                ROOT,
                "cWatchpointMarker",
                Map.of("expression", "ticks", "write", true, "read", false));

        next(hart);

        assertTrue(hart.stopDescription().contains("ticks: 0 -> 1"), hart.stopDescription());
    }

    @Test
    void aBreakpointOfAnUnknownKindIsLeftAlone() throws CoreException {
        HartThread hart = debugToAllocator();
        IBreakpoint breakpoint =
                ForeignBreakpoint.ofCdt(ROOT, "cBreakpointMarker", Map.of("function", "main"));

        assertFalse(hart.getDebugTarget().supportsBreakpoint(breakpoint));
        assertEquals(Optional.empty(), hart.getDebugTarget().breakpointStatus(breakpoint));
    }

    private HartThread debugToAllocator() throws CoreException {
        sample.debug();
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }

    private HartThread next(HartThread hart) {
        hart.resume();
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }
}
