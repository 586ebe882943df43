package dev.framescope.insight.boot;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.MachineConfig;

import java.util.Optional;

/**
 * All that a machine starts from, read and ready.
 *
 * @param kernel what it runs, with the symbols
 * @param firmware the firmware, if it is from a file
 * @param config for {@code VirtMachine.create}
 */
public record BootableMachine(
        KernelImage kernel, Optional<KernelImage> firmware, MachineConfig config) {}
