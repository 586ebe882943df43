package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.ISourceLocator;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** The sample under the debugger, by way of its launch configuration. */
class DebugSampleTest {
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
    void aLaunchStopsInTheAllocatorWithStackAndSource() throws CoreException {
        ILaunch launch = sample.debug();
        HartThread hart = events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);

        assertEquals(
                List.of("allocFrame() memory.c:25", "testAllocator() workload.c:22"),
                names(hart).subList(0, 2));
        assertEquals("main() main.c:23", names(hart).get(2));
        assertEquals("hart 0 · S-mode · paging off", hart.getName());
        assertEquals("suspended: breakpoint allocFrame", hart.stopDescription());
        assertEquals("RV64 virt machine · 128 MiB · 1 hart", hart.getDebugTarget().getName());
        assertEquals(25, hart.getTopStackFrame().getLineNumber());
        ISourceLocator locator = launch.getSourceLocator();
        assertEquals(
                sample.file("kernel/memory.c"), locator.getSourceElement(hart.getTopStackFrame()));
    }

    @Test
    void everyElementLeadsToTargetAndSession() throws CoreException {
        ILaunch launch = sample.debug();
        HartThread hart = events.next(DebugEvent.SUSPEND, HartThread.class);
        KernelDebugTarget target = hart.getDebugTarget();
        KernelStackFrame frame = hart.getTopStackFrame();

        for (Object element :
                List.of(
                        launch,
                        target.getProcess(),
                        target,
                        hart,
                        frame,
                        frame.getRegisterGroups()[0],
                        frame.getRegisterGroups()[0].getRegisters()[0])) {
            assertSame(target, KernelDebugTarget.of(element).orElseThrow(), element.toString());
            assertSame(target.session(), Adapters.adapt(element, DebugSession.class));
        }
    }

    @Test
    void aStepOverGoesToTheNextLineAndKeepsTheFrame() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelStackFrame frame = hart.getTopStackFrame();
        assertTrue(frame.canStepOver());

        frame.stepOver();

        events.next(DebugEvent.RESUME, DebugEvent.STEP_OVER, HartThread.class);
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        assertEquals(27, hart.getTopStackFrame().getLineNumber());
        assertSame(frame, hart.getTopStackFrame());
        assertFalse(hart.isStepping());
    }

    @Test
    void stepsGoIntoAndOutOfAFunction() throws CoreException {
        HartThread hart = debugToAllocator();

        hart.stepInto();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        assertTrue(names(hart).get(0).startsWith("alloc() segtree.c:"), names(hart).toString());

        hart.stepReturn();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        assertTrue(names(hart).get(0).startsWith("allocFrame()"), names(hart).toString());
    }

    @Test
    void aStepReturnOfACallerReturnsFromTheCaller() throws CoreException {
        HartThread hart = debugToAllocator();
        hart.stepInto();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        assertTrue(names(hart).get(1).startsWith("allocFrame()"), names(hart).toString());

        hart.getStackFrames()[1].stepReturn();
        events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
        assertTrue(names(hart).get(0).startsWith("testAllocator()"), names(hart).toString());
    }

    @Test
    void stepsGoByInstructionWhenAskedTo() throws CoreException {
        HartThread hart = debugToAllocator();
        long before = hart.snapshot().orElseThrow().instructions();
        InstructionStepping.choose(true);
        try {
            hart.stepOver();

            events.next(DebugEvent.SUSPEND, DebugEvent.STEP_END, HartThread.class);
            assertEquals(before + 1, hart.snapshot().orElseThrow().instructions());
        } finally {
            InstructionStepping.choose(false);
        }
    }

    @Test
    void memoryIsFoundByAddressByExpressionAndPhysically() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelDebugTarget target = hart.getDebugTarget();

        for (String expression :
                List.of(
                        "0x80200000",
                        "phys: 0x80200000",
                        "phys(0x80200000)",
                        "&_start",
                        "_start")) {
            MemoryByte[] bytes =
                    target.getExtendedMemoryBlock(expression, hart)
                            .getBytesFromOffset(BigInteger.ZERO, 4);
            assertTrue(bytes[0].isReadable(), expression);
            assertEquals(firstByteOfText(target), bytes[0].getValue(), expression);
        }
        long sp = hart.getTopStackFrame().frame().sp();
        for (String expression : List.of("sp", "$sp")) {
            assertEquals(
                    BigInteger.valueOf(sp),
                    target.getExtendedMemoryBlock(expression, hart).getBigBaseAddress());
        }
        assertThrows(DebugException.class, () -> target.getExtendedMemoryBlock("no_such", hart));
    }

    @Test
    void bytesThatAreNotThereAreNotReadableAndThoseBehindThemAre() throws CoreException {
        HartThread hart = debugToAllocator();

        MemoryByte[] bytes =
                hart.getDebugTarget()
                        .physicalMemory(0x8000_0000L - 4)
                        .getBytesFromOffset(BigInteger.ZERO, 8);

        assertFalse(bytes[0].isReadable());
        assertFalse(bytes[3].isReadable());
        assertTrue(bytes[4].isReadable());
    }

    @Test
    void memoryCanBeChanged() throws CoreException {
        HartThread hart = debugToAllocator();
        var memory = hart.getDebugTarget().physicalMemory(0x8700_0000L);

        memory.setValue(BigInteger.TWO, new byte[] {1, 2, 3});

        MemoryByte[] bytes = memory.getBytesFromOffset(BigInteger.ONE, 4);
        assertEquals(
                List.of(0, 1, 2, 3), Arrays.stream(bytes).map(b -> (int) b.getValue()).toList());
    }

    private static byte firstByteOfText(KernelDebugTarget target) {
        return target.session().kernel().loadImage().segments().stream()
                .filter(segment -> segment.paddr() == 0x80200000L)
                .findFirst()
                .orElseThrow()
                .bytes()[0];
    }

    @Test
    void aRunningMachineCanBeSuspendedAndResumed() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelDebugTarget target = hart.getDebugTarget();
        assertFalse(target.canSuspend());

        target.resume();
        events.next(DebugEvent.RESUME, DebugEvent.CLIENT_REQUEST, HartThread.class);
        target.suspend();

        // The sample waits for timer ticks in real time: there is time enough.
        events.next(DebugEvent.SUSPEND, DebugEvent.CLIENT_REQUEST, HartThread.class);
        assertTrue(target.isSuspended());
        assertTrue(target.canResume());
    }

    @Test
    void terminateEndsMachineProcessAndThreads() throws CoreException {
        HartThread hart = debugToAllocator();
        KernelDebugTarget target = hart.getDebugTarget();

        target.terminate();

        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);
        assertTrue(target.isTerminated());
        assertTrue(target.getProcess().isTerminated());
        assertEquals(KernelProcess.EXIT_TERMINATED, target.getProcess().getExitValue());
        assertEquals(0, target.getThreads().length);
        assertFalse(target.canTerminate());
        assertFalse(target.canResume());
    }

    @Test
    void noThreadIsLeftAfterTheEnd() throws Exception {
        HartThread hart = debugToAllocator();
        Thread[] before = framescopeThreads();
        assertTrue(before.length > 0);

        hart.getDebugTarget().terminate();
        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);

        for (Thread thread : before) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void theLastTemporaryStopIsGoneAfterTheFirst() throws CoreException {
        HartThread hart = debugToAllocator();

        hart.resume();

        events.next(DebugEvent.TERMINATE, KernelDebugTarget.class);
        assertEquals(0, hart.getDebugTarget().getProcess().getExitValue());
    }

    @Test
    void allHartsStopTogether() throws CoreException {
        ILaunchConfigurationWorkingCopy configuration = sample.configurationCopy();
        configuration.setAttribute(KernelLaunchAttributes.HARTS, 2);
        configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());

        HartThread hart = events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);

        KernelDebugTarget target = hart.getDebugTarget();
        assertEquals("RV64 virt machine · 128 MiB · 2 harts", target.getName());
        assertEquals(2, target.getThreads().length);
        assertEquals(0, hart.id());
        assertTrue(target.harts().get(1).isSuspended());
        assertEquals("hart 1 · stopped", target.harts().get(1).getName());
        assertFalse(target.harts().get(1).canStepOver());
    }

    @Test
    void aRestartBeginsAnewInALaunchOfTheSameConfiguration() throws CoreException {
        HartThread hart = debugToAllocator();
        ILaunch old = hart.getLaunch();

        RestartCommand.restart(old, new NullProgressMonitor());

        HartThread again = events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
        assertTrue(again.getLaunch() != old);
        assertEquals(old.getLaunchConfiguration(), again.getLaunch().getLaunchConfiguration());
        assertEquals("allocFrame() memory.c:25", names(again).get(0));
        assertArrayEquals(
                new ILaunch[] {again.getLaunch()},
                DebugPlugin.getDefault().getLaunchManager().getLaunches());
    }

    private HartThread debugToAllocator() throws CoreException {
        sample.debug();
        return events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
    }

    private static List<String> names(HartThread hart) {
        return Arrays.stream(hart.getStackFrames())
                .map(KernelStackFrame.class::cast)
                .map(KernelStackFrame::getName)
                .toList();
    }

    private static Thread[] framescopeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("framescope"))
                .toArray(Thread[]::new);
    }
}
