package dev.framescope.ide.core.launch;

import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.insight.boot.BootFiles;
import dev.framescope.insight.boot.DriveText;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.insight.boot.MachineSetup;
import dev.framescope.insight.boot.MemorySize;
import dev.framescope.machine.Drive;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.Peripherals;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and checks what a launch configuration says about the machine. */
final class MachineAttributes {
    private static final int PAGE_BYTES = 4096;
    private static final long MIN_MEMORY_BYTES = 1L << 20;

    private MachineAttributes() {}

    static MachineSetup read(ILaunchConfiguration configuration, Path kernel) throws CoreException {
        return MachineSetup.of(kernel)
                .withFiles(files(configuration, kernel))
                .withFirmware(firmware(configuration))
                .withMemoryBytes(memory(configuration))
                .withHarts(harts(configuration))
                .withProfile(profile(configuration))
                .withPeripherals(peripherals(configuration))
                .withIdle(IdlePolicy.PACED);
    }

    private static BootFiles files(ILaunchConfiguration configuration, Path kernel)
            throws CoreException {
        return BootFiles.of(kernel)
                .withArguments(
                        configuration.getAttribute(KernelLaunchAttributes.ARGUMENTS, "").strip())
                .withInitialRamDisk(
                        file(
                                configuration,
                                KernelLaunchAttributes.INITIAL_RAM_DISK,
                                "initial RAM disk"))
                .withSymbols(file(configuration, KernelLaunchAttributes.SYMBOLS, "symbol"))
                .withDeviceTree(
                        file(configuration, KernelLaunchAttributes.DEVICE_TREE, "device tree"));
    }

    private static Optional<Path> file(
            ILaunchConfiguration configuration, String attribute, String what)
            throws CoreException {
        String text = configuration.getAttribute(attribute, "").strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(KernelPath.file(configuration, text, what));
    }

    private static IsaProfile profile(ILaunchConfiguration configuration) throws CoreException {
        String name =
                configuration.getAttribute(
                        KernelLaunchAttributes.PROFILE, KernelLaunchAttributes.DEFAULT_PROFILE);
        return IsaProfile.parse(name)
                .orElseThrow(
                        () ->
                                FramescopeCore.failure(
                                        "There is no profile '"
                                                + name
                                                + "': choose one of "
                                                + Arrays.stream(IsaProfile.values())
                                                        .map(IsaProfile::text)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }

    private static Peripherals peripherals(ILaunchConfiguration configuration)
            throws CoreException {
        List<Drive> drives = new ArrayList<>();
        try {
            for (String text :
                    configuration.getAttribute(KernelLaunchAttributes.DRIVES, List.of())) {
                Drive.OfFile drive = DriveText.parse(text);
                Path path = KernelPath.file(configuration, drive.path().toString(), "drive");
                drives.add(new Drive.OfFile(path, drive.mode()));
            }
            return Peripherals.NONE
                    .withDrives(drives)
                    .withNetwork(configuration.getAttribute(KernelLaunchAttributes.NETWORK, false))
                    .withEntropy(configuration.getAttribute(KernelLaunchAttributes.ENTROPY, false));
        } catch (IllegalArgumentException e) {
            throw FramescopeCore.failure("Drives: " + e.getMessage() + ".", e);
        }
    }

    private static FirmwareChoice firmware(ILaunchConfiguration configuration)
            throws CoreException {
        String name =
                configuration.getAttribute(
                        KernelLaunchAttributes.FIRMWARE, KernelLaunchAttributes.DEFAULT_FIRMWARE);
        try {
            FirmwareChoice choice = FirmwareChoice.parse(name.strip());
            return choice instanceof FirmwareChoice.OfFile
                    ? new FirmwareChoice.OfFile(KernelPath.file(configuration, name, "firmware"))
                    : choice;
        } catch (IllegalArgumentException e) {
            throw FramescopeCore.failure("Firmware: " + e.getMessage() + ".", e);
        }
    }

    private static long memory(ILaunchConfiguration configuration) throws CoreException {
        String text =
                configuration.getAttribute(
                        KernelLaunchAttributes.MEMORY, KernelLaunchAttributes.DEFAULT_MEMORY);
        long bytes;
        try {
            bytes = MemorySize.parse(text, MemorySize.MIB);
        } catch (IllegalArgumentException e) {
            throw FramescopeCore.failure("Memory: " + e.getMessage() + ".", e);
        }
        if (bytes < MIN_MEMORY_BYTES
                || bytes > MachineConfig.MAX_MEMORY_BYTES
                || bytes % PAGE_BYTES != 0) {
            throw FramescopeCore.failure(
                    "Memory: the machine cannot have "
                            + MemorySize.format(bytes)
                            + ": give 1 MiB to 16 GiB, in whole pages of 4 KiB.");
        }
        return bytes;
    }

    private static int harts(ILaunchConfiguration configuration) throws CoreException {
        int harts =
                configuration.getAttribute(
                        KernelLaunchAttributes.HARTS, KernelLaunchAttributes.DEFAULT_HARTS);
        if (harts < 1 || harts > MachineConfig.MAX_HARTS) {
            throw FramescopeCore.failure(
                    "Harts: the machine cannot have "
                            + harts
                            + ": give 1 to "
                            + MachineConfig.MAX_HARTS
                            + ".");
        }
        return harts;
    }
}
