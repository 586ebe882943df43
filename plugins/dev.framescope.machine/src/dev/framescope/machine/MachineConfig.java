package dev.framescope.machine;

import java.util.Objects;

/**
 * All that determines a machine at reset. Two machines of equal configuration and equal input do
 * the same.
 *
 * @param memoryBytes DRAM size in bytes, a multiple of 4 KiB, 1 MiB to 16 GiB
 * @param harts 1 to 8
 * @param firmware who serves M-mode
 * @param kernel what is loaded and started
 * @param idle what happens to time when all harts wait
 * @param boot what the kernel is given
 * @param profile the instruction set of the harts
 * @param peripherals what is in the virtio slots
 */
public record MachineConfig(
        long memoryBytes,
        int harts,
        Firmware firmware,
        LoadImage kernel,
        IdlePolicy idle,
        BootParameters boot,
        IsaProfile profile,
        Peripherals peripherals) {
    /** QEMU's default, and the size that the tutorials' kernels count on: 128 MiB. */
    public static final long DEFAULT_MEMORY_BYTES = 128L << 20;

    public static final long MAX_MEMORY_BYTES = 16L << 30;
    public static final int MAX_HARTS = 8;

    /**
     * @throws IllegalArgumentException if a value is out of range; the message says which and what
     *     is allowed
     */
    public MachineConfig {
        Objects.requireNonNull(firmware, "firmware");
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(boot, "boot");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(peripherals, "peripherals");
        if (memoryBytes < 1L << 20
                || memoryBytes > MAX_MEMORY_BYTES
                || (memoryBytes & 0xfff) != 0) {
            throw new IllegalArgumentException(
                    "memory of "
                            + memoryBytes
                            + " bytes: must be 1 MiB to 16 GiB, in whole pages of 4 KiB");
        }
        if (harts < 1 || harts > MAX_HARTS) {
            throw new IllegalArgumentException(harts + " harts: must be 1 to " + MAX_HARTS);
        }
    }

    /** One hart, 128 MiB, the built-in SBI, time that skips. */
    public static MachineConfig of(LoadImage kernel) {
        return new MachineConfig(
                DEFAULT_MEMORY_BYTES,
                1,
                Firmware.BUILTIN,
                kernel,
                IdlePolicy.SKIP,
                BootParameters.NONE,
                IsaProfile.DEFAULT,
                Peripherals.NONE);
    }

    public MachineConfig withMemoryBytes(long bytes) {
        return new MachineConfig(bytes, harts, firmware, kernel, idle, boot, profile, peripherals);
    }

    public MachineConfig withHarts(int count) {
        return new MachineConfig(
                memoryBytes, count, firmware, kernel, idle, boot, profile, peripherals);
    }

    public MachineConfig withFirmware(Firmware newFirmware) {
        return new MachineConfig(
                memoryBytes, harts, newFirmware, kernel, idle, boot, profile, peripherals);
    }

    public MachineConfig withIdle(IdlePolicy newIdle) {
        return new MachineConfig(
                memoryBytes, harts, firmware, kernel, newIdle, boot, profile, peripherals);
    }

    public MachineConfig withPeripherals(Peripherals newPeripherals) {
        return new MachineConfig(
                memoryBytes, harts, firmware, kernel, idle, boot, profile, newPeripherals);
    }

    public MachineConfig withProfile(IsaProfile newProfile) {
        return new MachineConfig(
                memoryBytes, harts, firmware, kernel, idle, boot, newProfile, peripherals);
    }

    public MachineConfig withBoot(BootParameters parameters) {
        return new MachineConfig(
                memoryBytes, harts, firmware, kernel, idle, parameters, profile, peripherals);
    }
}
