package dev.framescope.cli;

import dev.framescope.insight.boot.BootFiles;
import dev.framescope.insight.boot.BootableMachine;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.insight.boot.MachineSetup;
import dev.framescope.machine.Drive;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.Peripherals;
import dev.framescope.symbols.SymbolException;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options that say which kernel runs on which machine; shared by all commands. */
final class KernelOptions {
    @Parameters(
            paramLabel = "KERNEL",
            description = {
                "The kernel: an ELF file for RV64, Linux's Image, or contents of memory;",
                "compressed with gzip or not."
            })
    private Path kernel;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            converter = MemoryOption.class,
            defaultValue = "128M",
            description = "DRAM: bytes, or a number with K, M or G (default: ${DEFAULT-VALUE}).")
    private long memoryBytes;

    @Option(
            names = "--harts",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many harts, 1 to 8 (default: ${DEFAULT-VALUE}).")
    private int harts;

    @Option(
            names = "--firmware",
            paramLabel = "builtin|none|FILE",
            converter = FirmwareOption.class,
            description = {
                "builtin: the machine serves SBI calls, the kernel starts in S-mode.",
                "none: the kernel starts in M-mode.",
                "FILE: a program such as OpenSBI's fw_dynamic or fw_jump, ELF or binary.",
                "The default is builtin; none for a kernel that lies where firmware would."
            })
    private FirmwareChoice firmware = FirmwareChoice.AUTOMATIC;

    @Option(
            names = "--initrd",
            paramLabel = "FILE",
            description = "An initial RAM disk for the kernel.")
    private Path initialRamDisk;

    @Option(
            names = "--append",
            paramLabel = "ARGUMENTS",
            defaultValue = "",
            description = "The kernel's command line.")
    private String arguments;

    @Option(
            names = "--symbols",
            paramLabel = "FILE",
            description = "The ELF file with the kernel's symbols, if KERNEL is an Image.")
    private Path symbols;

    @Option(
            names = "--dtb",
            paramLabel = "FILE",
            description = "A device tree blob to be used in place of the machine's own.")
    private Path deviceTree;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = {
                "The instruction set of the harts: ${COMPLETION-CANDIDATES}",
                "(default: ${DEFAULT-VALUE}, QEMU's)."
            })
    private IsaProfile profile = IsaProfile.DEFAULT;

    @Option(
            names = "--drive",
            paramLabel = "file=FILE[,readonly|snapshot]",
            converter = DriveOption.class,
            description = {
                "A virtio disk; may be given several times. snapshot: what the guest writes is",
                "kept in memory, and gone with the machine."
            })
    private List<Drive> drives = new ArrayList<>();

    @Option(
            names = "--net",
            description = "A virtio network card; its network ends inside the machine.")
    private boolean network;

    @Option(names = "--rng", description = "A virtio entropy source; its bytes follow from a seed.")
    private boolean entropy;

    @Option(
            names = "--legacy-virtio",
            description = "Virtio slots with the registers of version 1, as older kernels want.")
    private boolean legacyVirtio;

    private Peripherals peripherals() {
        return Peripherals.NONE
                .withDrives(drives)
                .withNetwork(network)
                .withEntropy(entropy)
                .withVirtio(legacyVirtio ? Peripherals.Virtio.LEGACY : Peripherals.Virtio.MODERN);
    }

    /** The machine that the options ask for. */
    MachineSetup machineSetup(IdlePolicy idle) {
        BootFiles files =
                BootFiles.of(kernel)
                        .withSymbols(Optional.ofNullable(symbols))
                        .withInitialRamDisk(Optional.ofNullable(initialRamDisk))
                        .withDeviceTree(Optional.ofNullable(deviceTree))
                        .withArguments(arguments);
        return MachineSetup.of(kernel)
                .withFiles(files)
                .withFirmware(firmware)
                .withMemoryBytes(memoryBytes)
                .withHarts(harts)
                .withIdle(idle)
                .withProfile(profile)
                .withPeripherals(peripherals());
    }

    /** Reads the files that the options name. */
    BootableMachine load(IdlePolicy idle) throws UnusableInputException {
        try {
            return machineSetup(idle).load();
        } catch (IllegalArgumentException | SymbolException | MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }
}
