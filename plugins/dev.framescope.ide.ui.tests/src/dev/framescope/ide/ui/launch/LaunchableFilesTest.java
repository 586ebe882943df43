package dev.framescope.ide.ui.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.examples.ExampleProject;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.actions.ILaunchable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchableFilesTest {
    private static final String PROJECT = "frames-c-launchable";

    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);

    @BeforeEach
    void createExample() throws Exception {
        ExampleProject.FRAMES_C.create(PROJECT, new NullProgressMonitor());
    }

    @AfterEach
    void deleteExample() throws Exception {
        project.delete(true, true, new NullProgressMonitor());
    }

    @Test
    void theContextMenuOfAKernelOffersDebugAs() {
        IFile kernel = project.getFile("frames-c.elf");
        assertTrue(
                Platform.getAdapterManager().hasAdapter(kernel, ILaunchable.class.getName()),
                "what the platform asks before it shows Debug As");
        assertNotNull(Adapters.adapt(kernel, ILaunchable.class));
    }

    @Test
    void aSourceFileLaunchesItsProjectsKernel() {
        IFile source = project.getFile("kernel/memory.c");
        assertTrue(source.exists());
        assertNotNull(Adapters.adapt(source, ILaunchable.class));
        assertEquals(1, SelectedKernel.configurations(source).size());
    }

    @Test
    void aSourceFileIsNothingToLaunchWithoutAConfigurationInItsProject() throws Exception {
        IFile source = project.getFile("kernel/memory.c");
        for (ILaunchConfiguration configuration : SelectedKernel.configurations(source)) {
            configuration.delete();
        }
        assertNull(Adapters.adapt(source, ILaunchable.class));
    }
}
