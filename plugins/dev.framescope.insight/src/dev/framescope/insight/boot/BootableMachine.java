package dev.framescope.insight.boot;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.MachineConfig;

/**
 * All that a machine starts from, read and ready.
 *
 * @param kernel what it runs, with the symbols
 * @param config for {@code VirtMachine.create}
 */
public record BootableMachine(KernelImage kernel, MachineConfig config) {}
