package dev.framescope.machine.board;

import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.memory.HostMemoryException;
import dev.framescope.machine.run.RunControl;

/** Builds machines. */
public final class VirtMachine {
    private VirtMachine() {}

    /**
     * Builds a {@code virt} machine, loads its kernel and starts its thread; the machine is
     * suspended before its first instruction. Close it when done.
     *
     * @throws MachineException if the kernel does not fit the memory, or the memory does not fit
     *     the host
     */
    public static Machine create(MachineConfig config) throws MachineException {
        BootImages images = new BootImages(config);
        try {
            return RunControl.create(
                    config, (clocks, console) -> new Board(config, images, clocks, console));
        } catch (HostMemoryException e) {
            throw new MachineException(e.getMessage(), e);
        }
    }
}
