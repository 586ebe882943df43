package dev.framescope.insight.boot;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.BootParameters;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.Peripherals;
import dev.framescope.symbols.SymbolException;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A machine as a user describes it. Nothing is checked or read before {@link #load}.
 *
 * @param files the kernel and what it is given
 * @param firmware who serves M-mode
 * @param memoryBytes DRAM size in bytes
 * @param harts 1 to {@link MachineConfig#MAX_HARTS}
 * @param idle what happens to time when all harts wait
 * @param profile the instruction set of the harts
 * @param peripherals what is in the virtio slots
 */
public record MachineSetup(
        BootFiles files,
        FirmwareChoice firmware,
        long memoryBytes,
        int harts,
        IdlePolicy idle,
        IsaProfile profile,
        Peripherals peripherals) {
    /** Where the DRAM begins, and firmware with it. */
    private static final long DRAM = 0x80000000L;

    /** So much of the DRAM's beginning belongs to the built-in firmware. */
    private static final long FIRMWARE_BYTES = 0x80000;

    /** As large as QEMU allows. */
    private static final long MAX_DEVICE_TREE_BYTES = 1 << 20;

    /** A kernel that does not say where it is to be placed starts at the next such boundary. */
    private static final long KERNEL_ALIGNMENT = 2L << 20;

    public MachineSetup {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(firmware, "firmware");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(peripherals, "peripherals");
    }

    /** One hart, 128 MiB, the firmware that fits the kernel, time that skips. */
    public static MachineSetup of(Path kernel) {
        return new MachineSetup(
                BootFiles.of(kernel),
                FirmwareChoice.AUTOMATIC,
                MachineConfig.DEFAULT_MEMORY_BYTES,
                1,
                IdlePolicy.SKIP,
                IsaProfile.DEFAULT,
                Peripherals.NONE);
    }

    public MachineSetup withFiles(BootFiles newFiles) {
        return new MachineSetup(newFiles, firmware, memoryBytes, harts, idle, profile, peripherals);
    }

    public MachineSetup withFirmware(FirmwareChoice choice) {
        return new MachineSetup(files, choice, memoryBytes, harts, idle, profile, peripherals);
    }

    public MachineSetup withMemoryBytes(long bytes) {
        return new MachineSetup(files, firmware, bytes, harts, idle, profile, peripherals);
    }

    public MachineSetup withHarts(int count) {
        return new MachineSetup(files, firmware, memoryBytes, count, idle, profile, peripherals);
    }

    public MachineSetup withIdle(IdlePolicy policy) {
        return new MachineSetup(files, firmware, memoryBytes, harts, policy, profile, peripherals);
    }

    public MachineSetup withProfile(IsaProfile newProfile) {
        return new MachineSetup(files, firmware, memoryBytes, harts, idle, newProfile, peripherals);
    }

    public MachineSetup withPeripherals(Peripherals newPeripherals) {
        return new MachineSetup(files, firmware, memoryBytes, harts, idle, profile, newPeripherals);
    }

    /**
     * Reads all files.
     *
     * @throws MachineException if a file cannot be read or is too large
     * @throws SymbolException if the kernel or the firmware is no program for RV64
     * @throws IllegalArgumentException if a number is out of range
     */
    public BootableMachine load() throws MachineException, SymbolException {
        Optional<KernelImage> fromFile =
                firmware instanceof FirmwareChoice.OfFile file
                        ? Optional.of(readFirmware(file.path()))
                        : Optional.empty();
        Firmware chosen =
                fromFile.map(image -> Firmware.of(image.loadImage()))
                        .orElse(
                                firmware.equals(FirmwareChoice.NONE)
                                        ? Firmware.NONE
                                        : Firmware.BUILTIN);
        KernelImage kernel = readKernel(chosen);
        if (firmware.equals(FirmwareChoice.AUTOMATIC) && isInFirmwaresPlace(kernel.loadImage())) {
            chosen = Firmware.NONE;
        }
        MachineConfig config =
                MachineConfig.of(kernel.loadImage())
                        .withMemoryBytes(memoryBytes)
                        .withHarts(harts)
                        .withFirmware(chosen)
                        .withIdle(idle)
                        .withProfile(profile)
                        .withPeripherals(peripherals)
                        .withBoot(readParameters());
        return new BootableMachine(kernel, fromFile, config);
    }

    private static boolean isInFirmwaresPlace(LoadImage kernel) {
        return kernel.segments().stream()
                .anyMatch(
                        segment ->
                                segment.paddr() >= DRAM && segment.paddr() < DRAM + FIRMWARE_BYTES);
    }

    private static KernelImage readFirmware(Path path) throws MachineException, SymbolException {
        return HostFiles.read(path, () -> KernelImage.load(path, DRAM));
    }

    private KernelImage readKernel(Firmware below) throws MachineException, SymbolException {
        Path path = files.kernel();
        long address = kernelAddress(below);
        KernelImage kernel = HostFiles.read(path, () -> KernelImage.load(path, address));
        if (files.symbols().isEmpty()) {
            return kernel;
        }
        Path symbols = files.symbols().get();
        return HostFiles.read(symbols, () -> kernel.withSymbols(symbols));
    }

    /** Where QEMU would put a kernel that does not say: at the next 2 MiB behind the firmware. */
    private static long kernelAddress(Firmware below) {
        return switch (below) {
            case Firmware.Builtin builtin -> KernelImage.DEFAULT_LOAD_ADDRESS;
            case Firmware.None none -> DRAM;
            case Firmware.Program program -> {
                long end = DRAM;
                for (LoadSegment segment : program.image().segments()) {
                    end = Math.max(end, segment.paddr() + segment.memorySize());
                }
                yield end + KERNEL_ALIGNMENT - 1 & -KERNEL_ALIGNMENT;
            }
        };
    }

    private BootParameters readParameters() throws MachineException, SymbolException {
        return new BootParameters(
                files.arguments(),
                read(files.initialRamDisk(), "the initial RAM disk", memoryBytes),
                read(files.deviceTree(), "the device tree", MAX_DEVICE_TREE_BYTES));
    }

    private static Optional<byte[]> read(Optional<Path> path, String what, long maxBytes)
            throws MachineException, SymbolException {
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(HostFiles.read(path.get(), what, maxBytes));
    }
}
