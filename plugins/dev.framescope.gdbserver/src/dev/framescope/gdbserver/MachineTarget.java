package dev.framescope.gdbserver;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Machine;

/**
 * A machine that only GDB runs.
 *
 * @param kernel the program in it
 */
public record MachineTarget(Machine machine, KernelImage kernel) implements GdbTarget {
    @Override
    public RunControl run() {
        return RunControl.of(machine);
    }
}
