package dev.framescope.machine;

import java.util.List;
import java.util.Objects;

/**
 * What is in the board's virtio slots, from the first slot on: the drives in their order, then
 * console, entropy source and network card.
 *
 * @param drives disks
 * @param console whether there is a virtio console, beside the serial line
 * @param entropy whether there is an entropy source; what it gives follows from the seed
 * @param network whether there is a network card; the network ends inside the machine
 * @param virtio which register layout the slots have
 * @param seed what all randomness of the machine follows from
 */
public record Peripherals(
        List<Drive> drives,
        boolean console,
        boolean entropy,
        boolean network,
        Virtio virtio,
        long seed) {
    /** How many devices there can be. */
    public static final int SLOTS = 8;

    /** An empty board. */
    public static final Peripherals NONE =
            new Peripherals(List.of(), false, false, false, Virtio.MODERN, 0);

    /** The virtio-mmio transport's register layout. */
    public enum Virtio {
        /** Version 2, of virtio 1.0 and later. */
        MODERN,
        /** Version 1, QEMU's default ({@code virtio-mmio.force-legacy=true}). */
        LEGACY
    }

    /**
     * @throws IllegalArgumentException if there are more devices than slots
     */
    public Peripherals {
        drives = List.copyOf(drives);
        Objects.requireNonNull(virtio, "virtio");
        int devices = drives.size() + (console ? 1 : 0) + (entropy ? 1 : 0) + (network ? 1 : 0);
        if (devices > SLOTS) {
            throw new IllegalArgumentException(
                    devices + " virtio devices: the board has slots for " + SLOTS);
        }
    }

    public Peripherals withDrives(List<Drive> newDrives) {
        return new Peripherals(newDrives, console, entropy, network, virtio, seed);
    }

    public Peripherals withConsole(boolean present) {
        return new Peripherals(drives, present, entropy, network, virtio, seed);
    }

    public Peripherals withEntropy(boolean present) {
        return new Peripherals(drives, console, present, network, virtio, seed);
    }

    public Peripherals withNetwork(boolean present) {
        return new Peripherals(drives, console, entropy, present, virtio, seed);
    }

    public Peripherals withVirtio(Virtio layout) {
        return new Peripherals(drives, console, entropy, network, layout, seed);
    }

    public Peripherals withSeed(long newSeed) {
        return new Peripherals(drives, console, entropy, network, virtio, newSeed);
    }
}
