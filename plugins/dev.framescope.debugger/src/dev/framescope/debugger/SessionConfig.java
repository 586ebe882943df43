package dev.framescope.debugger;

import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.machine.Firmware;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.MachineConfig;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a session starts from.
 *
 * @param kernel the kernel's ELF file
 * @param memoryBytes DRAM size in bytes
 * @param harts 1 to {@link MachineConfig#MAX_HARTS}
 * @param firmware who serves M-mode
 * @param idle what happens to time when all harts wait
 * @param stopAt a function at which the first run stops, by a temporary breakpoint
 * @param allocator the functions to observe; empty for those the kernel's symbols suggest
 */
public record SessionConfig(
        Path kernel,
        long memoryBytes,
        int harts,
        Firmware firmware,
        IdlePolicy idle,
        Optional<String> stopAt,
        Optional<AllocatorFunctions> allocator) {
    public SessionConfig {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(firmware, "firmware");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(stopAt, "stopAt");
        Objects.requireNonNull(allocator, "allocator");
    }

    /** One hart, 128 MiB, the built-in SBI, time that skips, no stop, the suggested allocator. */
    public static SessionConfig of(Path kernel) {
        return new SessionConfig(
                kernel,
                MachineConfig.DEFAULT_MEMORY_BYTES,
                1,
                Firmware.BUILTIN,
                IdlePolicy.SKIP,
                Optional.empty(),
                Optional.empty());
    }

    public SessionConfig withMemoryBytes(long bytes) {
        return new SessionConfig(kernel, bytes, harts, firmware, idle, stopAt, allocator);
    }

    public SessionConfig withHarts(int count) {
        return new SessionConfig(kernel, memoryBytes, count, firmware, idle, stopAt, allocator);
    }

    public SessionConfig withFirmware(Firmware newFirmware) {
        return new SessionConfig(kernel, memoryBytes, harts, newFirmware, idle, stopAt, allocator);
    }

    public SessionConfig withIdle(IdlePolicy newIdle) {
        return new SessionConfig(kernel, memoryBytes, harts, firmware, newIdle, stopAt, allocator);
    }

    public SessionConfig withStopAt(String function) {
        return new SessionConfig(
                kernel, memoryBytes, harts, firmware, idle, Optional.of(function), allocator);
    }

    public SessionConfig withAllocator(AllocatorFunctions functions) {
        return new SessionConfig(
                kernel, memoryBytes, harts, firmware, idle, stopAt, Optional.of(functions));
    }
}
