package dev.framescope.ide.core.launch;

import dev.framescope.debugger.SessionConfig;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.MachineConfig;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;

import java.util.Optional;

/**
 * What a launch configuration says, checked as far as that is possible without reading the kernel;
 * {@link KernelProbe} reads it.
 *
 * @param kernel the kernel's ELF file, which exists
 * @param firmware who serves M-mode
 * @param memoryBytes DRAM size in bytes
 * @param harts number of harts
 * @param stopAt the function to stop in first; empty for the kernel's frame allocator
 */
public record LaunchSettings(
        KernelPath kernel,
        FirmwareChoice firmware,
        long memoryBytes,
        int harts,
        Optional<String> stopAt) {
    private static final int PAGE_BYTES = 4096;
    private static final long MIN_MEMORY_BYTES = 1L << 20;

    /**
     * Reads and checks a configuration. Looks for the kernel's file, but does not read it.
     *
     * @throws CoreException if something is not right; the message says what, and what to do
     */
    public static LaunchSettings read(ILaunchConfiguration configuration) throws CoreException {
        KernelPath kernel = KernelPath.of(configuration);
        String stopAt = configuration.getAttribute(KernelLaunchAttributes.STOP_AT, "").strip();
        checkDebugger(configuration);
        return new LaunchSettings(
                kernel,
                firmware(configuration),
                memory(configuration),
                harts(configuration),
                stopAt.isEmpty() ? Optional.empty() : Optional.of(stopAt));
    }

    /** What a session for these settings starts from; it stops nowhere by itself. */
    public SessionConfig sessionConfig() {
        return SessionConfig.of(kernel.file())
                .withMemoryBytes(memoryBytes)
                .withHarts(harts)
                .withFirmware(firmware)
                .withIdle(IdlePolicy.PACED);
    }

    private static FirmwareChoice firmware(ILaunchConfiguration configuration)
            throws CoreException {
        String name =
                configuration.getAttribute(
                        KernelLaunchAttributes.FIRMWARE, KernelLaunchAttributes.DEFAULT_FIRMWARE);
        try {
            return FirmwareChoice.parse(name.strip());
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
            bytes = MemorySize.parse(text);
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

    private static void checkDebugger(ILaunchConfiguration configuration) throws CoreException {
        String debugger =
                configuration.getAttribute(
                        KernelLaunchAttributes.DEBUGGER, KernelLaunchAttributes.DEBUGGER_BUILTIN);
        if (!debugger.equals(KernelLaunchAttributes.DEBUGGER_BUILTIN)) {
            throw FramescopeCore.failure(
                    "There is no debugger '" + debugger + "': choose the built-in one.");
        }
    }
}
