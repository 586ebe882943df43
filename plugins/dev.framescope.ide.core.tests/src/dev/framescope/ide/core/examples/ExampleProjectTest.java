package dev.framescope.ide.core.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.SampleWorkspace;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.junit.jupiter.api.Test;

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
