package dev.framescope.ide.core.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.launch.LaunchSettings;
import dev.framescope.ide.core.model.HartThread;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.junit.jupiter.api.Test;

import java.util.List;

class ExampleProjectTest {
    @Test
    void theProjectHasSourceKernelAndLaunchConfiguration() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace()) {
            assertTrue(sample.file("kernel/memory.c").exists());
            assertTrue(sample.file("kernel/kernel.ld").exists());
            assertTrue(sample.file("Makefile").exists());
            assertTrue(sample.file("frames-c.elf").exists());
            assertEquals(sample.file("frames-c.launch"), sample.configuration().getFile());
            assertTrue(sample.file("frames-c.launch").exists());
        }
    }

    @Test
    void theRustProjectHasALaunchConfigurationForEachBuild() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace(ExampleProject.FRAMES_RUST)) {
            for (String build : List.of("frames-rust-debug", "frames-rust-release")) {
                IFile launch = sample.file(build + ".launch");
                ILaunchConfiguration configuration =
                        DebugPlugin.getDefault().getLaunchManager().getLaunchConfiguration(launch);
                assertTrue(configuration.exists(), build);
                assertEquals(
                        sample.file(build + ".elf").getLocation().toPath(),
                        LaunchSettings.read(configuration).kernel().file());
            }
            assertEquals(sample.file("frames-rust-debug.launch"), sample.configuration().getFile());
        }
    }

    @Test
    void theRustKernelStopsInItsAllocatorWithStackAndSource() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace(ExampleProject.FRAMES_RUST);
                DebugEvents events = new DebugEvents()) {
            ILaunch launch = sample.debug();
            HartThread hart =
                    events.next(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT, HartThread.class);
            assertEquals("suspended: breakpoint alloc_frame", hart.stopDescription());
            assertEquals(
                    sample.file(ExampleProject.FRAMES_RUST.firstFile()),
                    launch.getSourceLocator().getSourceElement(hart.getTopStackFrame()));
        }
    }

    @Test
    void whatIsToBeLookedAtFirstIsThere() throws CoreException {
        for (ExampleProject example : ExampleProject.ALL) {
            try (SampleWorkspace sample = new SampleWorkspace(example)) {
                assertTrue(sample.file(example.firstFile()).exists(), example.name());
            }
        }
    }

    @Test
    void aProjectOfThatNameIsNotTouched() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace()) {
            CoreException e =
                    assertThrows(
                            CoreException.class,
                            () ->
                                    ExampleProject.FRAMES_C.create(
                                            "frames-c", new NullProgressMonitor()));

            assertEquals(
                    "There is a project 'frames-c' already: choose another name.",
                    e.getStatus().getMessage());
            assertTrue(sample.file("frames-c.elf").exists());
        }
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertFalse(ExampleProject.checkName("").isOK());
        assertFalse(ExampleProject.checkName("a/b").isOK());
        assertTrue(ExampleProject.checkName("my kernel").isOK());
    }
}
