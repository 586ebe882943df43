package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.junit.jupiter.api.Test;

/** The sample in run mode: a process with a console. */
class RunSampleTest {
    @Test
    void aRunPrintsToTheProcessesStreamAndEndsWithTheGuestsCode() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace();
                DebugEvents events = new DebugEvents()) {
            ILaunch launch = sample.run();
            assertEquals(0, launch.getDebugTargets().length);
            assertNotNull(Adapters.adapt(launch, DebugSession.class));

            IProcess process = events.next(DebugEvent.TERMINATE, KernelProcess.class);

            String output = process.getStreamsProxy().getOutputStreamMonitor().getContents();
            assertTrue(output.startsWith("frames-c: a C kernel"), output);
            assertTrue(output.contains("done, powering off"), output);
            assertEquals(0, process.getExitValue());
            assertTrue(launch.isTerminated());
            assertTrue(process.getLabel().startsWith("frames-c.elf ("), process.getLabel());
        }
    }

    @Test
    void aRunningProcessHasNoExitValueAndCanBeTerminated() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace();
                DebugEvents events = new DebugEvents()) {
            sample.debug();
            HartThread hart = events.next(DebugEvent.SUSPEND, HartThread.class);
            IProcess process = hart.getDebugTarget().getProcess();
            assertFalse(process.isTerminated());
            assertThrows(DebugException.class, process::getExitValue);

            process.terminate();

            events.next(DebugEvent.TERMINATE, KernelProcess.class);
            assertEquals(KernelProcess.EXIT_TERMINATED, process.getExitValue());
        }
    }
}
