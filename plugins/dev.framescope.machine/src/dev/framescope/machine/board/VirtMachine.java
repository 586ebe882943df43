package dev.framescope.machine.board;

import dev.framescope.machine.Drive;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.device.virtio.DiskImage;
import dev.framescope.machine.device.virtio.DiskImages;
import dev.framescope.machine.memory.HostMemoryException;
import dev.framescope.machine.run.RunControl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds machines. */
public final class VirtMachine {
    private VirtMachine() {}

    /**
     * Builds a {@code virt} machine, loads its kernel and starts its thread; the machine is
     * suspended before its first instruction. Close it when done.
     *
     * @throws MachineException if the kernel does not fit the memory, the memory does not fit the
     *     host, or a drive's file cannot be used
     */
    public static Machine create(MachineConfig config) throws MachineException {
        BootImages images = new BootImages(config);
        List<DiskImage> disks = new ArrayList<>();
        boolean created = false;
        try {
            for (Drive drive : config.peripherals().drives()) {
                disks.add(DiskImages.open(drive));
            }
            Machine machine =
                    RunControl.create(
                            config,
                            (clocks, consoles) ->
                                    new Board(config, images, disks, clocks, consoles));
            created = true;
            return machine;
        } catch (HostMemoryException e) {
            throw new MachineException(e.getMessage(), e);
        } finally {
            if (!created) {
                closeAll(disks);
            }
        }
    }

    /**
     * The device tree that a machine of this configuration gives its guest, as a flattened blob.
     *
     * @throws MachineException as {@link #create}
     */
    public static byte[] deviceTree(MachineConfig config) throws MachineException {
        return new BootImages(config).deviceTree().clone();
    }

    private static void closeAll(List<DiskImage> disks) throws MachineException {
        for (DiskImage disk : disks) {
            try {
                disk.close();
            } catch (IOException e) {
                throw new MachineException("a drive cannot be closed: " + e, e);
            }
        }
    }
}
