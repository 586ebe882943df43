package dev.framescope.ide.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.IdlePolicy;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

class LaunchSettingsTest {
    private SampleWorkspace sample;
    private ILaunchConfigurationWorkingCopy configuration;

    @BeforeEach
    void createSample() throws CoreException {
        sample = new SampleWorkspace();
        configuration = sample.configurationCopy();
    }

    @AfterEach
    void removeSample() throws CoreException {
        sample.close();
    }

    @Test
    void readsTheSampleWithDefaults() throws CoreException {
        LaunchSettings settings = LaunchSettings.read(configuration);

        assertEquals(sample.file("frames-c.elf").getLocation().toPath(), settings.kernel().file());
        assertEquals(Optional.of(sample.project()), settings.kernel().project());
        assertEquals(Firmware.BUILTIN, settings.firmware());
        assertEquals(128L << 20, settings.memoryBytes());
        assertEquals(1, settings.harts());
        assertEquals(Optional.empty(), settings.stopAt());
        assertEquals(IdlePolicy.PACED, settings.sessionConfig().idle());
    }

    @Test
    void takesAnAbsolutePathWithVariablesAndNoProject() throws CoreException {
        configuration.setAttribute(KernelLaunchAttributes.PROJECT, "");
        configuration.setAttribute(
                KernelLaunchAttributes.KERNEL, "${workspace_loc:/frames-c/frames-c.elf}");

        assertEquals(
                sample.file("frames-c.elf").getLocation().toPath(),
                LaunchSettings.read(configuration).kernel().file());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernelFile|''|No kernel is chosen",
                "kernelFile|gone.elf|The kernel file 'gone.elf' does not exist: build it, or choose"
                        + " another file.",
                "kernelFile|kernel|The kernel 'kernel' is a folder",
                "kernelFile|.|The kernel '.' is a folder",
                "kernelFile|../gone.elf|The kernel file '../gone.elf' does not exist",
                "project|''|is a relative path: choose the project",
                "project|elsewhere|There is no project 'elsewhere'",
                "project|a/b|is no name of a project",
                "firmware|opensbi|There is no firmware 'opensbi': choose one of builtin, none.",
                "memory|much|Memory: 'much' is no amount of memory",
                "memory|64 GiB|Memory: the machine cannot have 64 GiB: give 1 MiB to 16 GiB",
                "debugger|gdb|There is no debugger 'gdb'"
            })
    void saysWhatIsWrongAndWhatToDo(String attribute, String value, String message) {
        configuration.setAttribute("dev.framescope.launch." + attribute, value);

        String actual = messageOf(() -> LaunchSettings.read(configuration));
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void refusesMoreHartsThanTheMachineHas() {
        configuration.setAttribute(KernelLaunchAttributes.HARTS, 9);

        assertEquals(
                "Harts: the machine cannot have 9: give 1 to 8.",
                messageOf(() -> LaunchSettings.read(configuration)));
    }

    @Test
    void aLaunchOfAFileThatIsNoKernelFailsWithItsName() {
        configuration.setAttribute(KernelLaunchAttributes.KERNEL, "Makefile");

        String message = messageOf(this::launch);
        assertTrue(message.contains("Makefile"), message);
        assertTrue(message.contains("ELF"), message);
    }

    @Test
    void aLaunchThatIsToStopInAFunctionThatIsNotThereSaysSo() {
        configuration.setAttribute(KernelLaunchAttributes.STOP_AT, "alloc_page");

        assertEquals(
                "Stop at: frames-c.elf has no function 'alloc_page': choose another, or leave it"
                        + " empty.",
                messageOf(this::launch));
    }

    @Test
    void aLaunchWithTooLittleMemoryForTheKernelFails() {
        configuration.setAttribute(KernelLaunchAttributes.MEMORY, "1 MiB");

        String message = messageOf(this::launch);
        assertTrue(message.contains("memory"), message);
    }

    @Test
    void aCancelledLaunchStartsNothing() throws CoreException {
        NullProgressMonitor monitor = new NullProgressMonitor();
        monitor.setCanceled(true);

        var launch = configuration.launch(ILaunchManager.DEBUG_MODE, monitor);

        assertEquals(0, launch.getProcesses().length);
        assertEquals(0, launch.getDebugTargets().length);
    }

    private void launch() throws CoreException {
        configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
    }

    private interface Action {
        void run() throws CoreException;
    }

    private static String messageOf(Action action) {
        return assertThrows(CoreException.class, action::run).getStatus().getMessage();
    }
}
