package dev.framescope.ide.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.program.ProgramFile;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.insight.boot.MachineSetup;
import dev.framescope.machine.Drive;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.IsaProfile;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
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
        assertEquals(FirmwareChoice.AUTOMATIC, settings.machine().firmware());
        assertEquals(128L << 20, settings.machine().memoryBytes());
        assertEquals(1, settings.machine().harts());
        assertEquals(Optional.empty(), settings.stopAt());
        assertEquals(IdlePolicy.PACED, settings.machine().idle());
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

    @Test
    void programsBesideTheKernelGoToTheSession() throws CoreException {
        Path folder = sample.project().getLocation().toPath();

        assertEquals(
                List.of(
                        new ProgramFile(folder.resolve("frames-c-primes.elf"), ProgramScope.USER),
                        new ProgramFile(folder.resolve("frames-c-sort.elf"), ProgramScope.USER)),
                LaunchSettings.read(configuration).sessionConfig().programs());
    }

    @Test
    void aProgramIsFoundByItsFileAndRemovedFromTheConfiguration() throws CoreException {
        ProgramText sort = new ProgramText(new ProgramScope.Space(0x80234), "frames-c-sort.elf");
        ProgramList.set(configuration, List.of());
        ILaunchConfiguration saved = configuration.doSave();

        ProgramList.add(saved, sort);
        ProgramList.add(saved, sort);

        assertEquals(List.of("space 0x80234:frames-c-sort.elf"), ProgramList.of(saved));
        Path file = sample.file("frames-c-sort.elf").getLocation().toPath();
        ProgramList.remove(saved, file, ProgramScope.USER);
        assertEquals(1, ProgramList.of(saved).size());
        ProgramList.remove(saved, file, sort.scope());
        assertEquals(List.of(), ProgramList.of(saved));
        saved.delete();
    }

    @ParameterizedTest
    @CsvSource({
        "user:gone.elf, The program file 'gone.elf' does not exist: build it",
        "user, Programs: 'user' names no program",
        "guest:frames-c-sort.elf, Programs: 'guest' is no scope of a program"
    })
    void saysWhatIsWrongWithAProgram(String program, String message) {
        ProgramList.set(configuration, List.of(program));

        CoreException problem =
                assertThrows(CoreException.class, () -> LaunchSettings.read(configuration));

        assertTrue(
                problem.getStatus().getMessage().startsWith(message),
                problem.getStatus().getMessage());
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
                "memory|much|Memory: 'much' is no amount of memory",
                "memory|64 GiB|Memory: the machine cannot have 64 GiB: give 1 MiB to 16 GiB",
                "firmware|opensbi|The firmware file 'opensbi' does not exist",
                "initialRamDisk|gone|The initial RAM disk file 'gone' does not exist",
                "deviceTree|kernel|The device tree 'kernel' is a folder",
                "profile|rv32|There is no profile 'rv32': choose one of rv64gc, virt, rva22, max.",
                "debugger|gdb|There is no debugger 'gdb'"
            })
    void saysWhatIsWrongAndWhatToDo(String attribute, String value, String message) {
        configuration.setAttribute("dev.framescope.launch." + attribute, value);

        String actual = messageOf(() -> LaunchSettings.read(configuration));
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void readsWhatTheMachineIsGiven() throws CoreException {
        configuration.setAttribute(KernelLaunchAttributes.FIRMWARE, "Makefile");
        configuration.setAttribute(KernelLaunchAttributes.ARGUMENTS, "console=ttyS0");
        configuration.setAttribute(KernelLaunchAttributes.INITIAL_RAM_DISK, "Makefile");
        configuration.setAttribute(KernelLaunchAttributes.PROFILE, "rva22");
        configuration.setAttribute(
                KernelLaunchAttributes.DRIVES, List.of("file=Makefile,readonly"));
        configuration.setAttribute(KernelLaunchAttributes.NETWORK, true);

        MachineSetup machine = LaunchSettings.read(configuration).machine();

        Path file = sample.file("Makefile").getLocation().toPath();
        assertEquals(new FirmwareChoice.OfFile(file), machine.firmware());
        assertEquals("console=ttyS0", machine.files().arguments());
        assertEquals(Optional.of(file), machine.files().initialRamDisk());
        assertEquals(Optional.empty(), machine.files().deviceTree());
        assertEquals(IsaProfile.RVA22, machine.profile());
        assertEquals(
                List.of(new Drive.OfFile(file, Drive.Mode.READ_ONLY)),
                machine.peripherals().drives());
        assertTrue(machine.peripherals().network());
    }

    @Test
    void namesADriveThatCannotBeRead() {
        configuration.setAttribute(KernelLaunchAttributes.DRIVES, List.of("file=a,b=c"));

        String message = messageOf(() -> LaunchSettings.read(configuration));
        assertTrue(message.startsWith("Drives: drive 'file=a,b=c': 'b=c' is unknown"), message);
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
