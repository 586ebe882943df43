package dev.framescope.ide.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.framescope.ide.core.fixture.SampleWorkspace;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.junit.jupiter.api.Test;

import java.util.List;

class KernelConfigurationsTest {
    @Test
    void theExamplesConfigurationIsFoundForItsKernel() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace()) {
            assertEquals(
                    List.of(sample.configuration()),
                    KernelConfigurations.find(sample.file("frames-c.elf")));
            assertEquals(
                    sample.configuration(),
                    KernelConfigurations.findOrCreate(sample.file("frames-c.elf")));
        }
    }

    @Test
    void aKernelWithoutConfigurationGetsOneThatLaunchesIt() throws CoreException {
        try (SampleWorkspace sample = new SampleWorkspace()) {
            sample.configuration().delete();

            ILaunchConfiguration created =
                    KernelConfigurations.findOrCreate(sample.file("frames-c.elf"));

            assertEquals("frames-c", created.getName());
            assertEquals(
                    sample.file("frames-c.elf").getLocation().toPath(),
                    LaunchSettings.read(created).kernel().file());
            created.delete();
            assertFalse(created.exists());
        }
    }
}
