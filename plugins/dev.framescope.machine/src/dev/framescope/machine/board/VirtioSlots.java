package dev.framescope.machine.board;

import dev.framescope.machine.Peripherals;
import dev.framescope.machine.device.Device;
import dev.framescope.machine.device.MachineClock;
import dev.framescope.machine.device.Plic;
import dev.framescope.machine.device.VirtioSlot;
import dev.framescope.machine.device.virtio.DiskImage;
import dev.framescope.machine.device.virtio.VirtioBlock;
import dev.framescope.machine.device.virtio.VirtioConsole;
import dev.framescope.machine.device.virtio.VirtioDevice;
import dev.framescope.machine.device.virtio.VirtioEntropy;
import dev.framescope.machine.device.virtio.VirtioMmio;
import dev.framescope.machine.device.virtio.VirtioNet;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.machine.run.SerialConsole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The eight virtio-mmio slots and what the configuration puts there. Machine thread only. */
final class VirtioSlots {
    private final boolean legacy;
    private final List<VirtioMmio> transports = new ArrayList<>();

    /** Null without a virtio console. */
    private final VirtioConsole console;

    /** The host's end of the virtio console. */
    private final Optional<SerialConsole> line;

    /**
     * @param disks one for each of the configuration's drives
     * @param line the host's end of the virtio console, if there is one
     */
    VirtioSlots(
            Peripherals peripherals,
            List<DiskImage> disks,
            PhysicalMemory memory,
            MachineClock clock,
            Plic plic,
            Optional<SerialConsole> line) {
        this.line = line;
        legacy = peripherals.virtio() == Peripherals.Virtio.LEGACY;
        console = line.map(host -> new VirtioConsole(host::transmit)).orElse(null);
        for (VirtioDevice device : devices(peripherals, disks)) {
            int irq = VirtMap.virtioIrq(transports.size());
            transports.add(new VirtioMmio(device, memory, clock, plic.source(irq), legacy));
        }
    }

    private List<VirtioDevice> devices(Peripherals peripherals, List<DiskImage> disks) {
        List<VirtioDevice> devices = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            devices.add(new VirtioBlock(peripherals.drives().get(i).name(), disks.get(i)));
        }
        if (console != null) {
            devices.add(console);
        }
        if (peripherals.entropy()) {
            devices.add(new VirtioEntropy(peripherals.seed()));
        }
        if (peripherals.network()) {
            devices.add(new VirtioNet());
        }
        return devices;
    }

    /** What answers in a slot, 0 to 7. */
    Device slot(int slot) {
        return slot < transports.size()
                ? transports.get(slot)
                : new VirtioSlot(legacy ? VirtioMmio.LEGACY_VERSION : VirtioMmio.MODERN_VERSION);
    }

    /** As {@link dev.framescope.machine.run.Hardware#nextDeviceEvent}. */
    long nextEvent() {
        return transports.stream()
                .mapToLong(VirtioMmio::deadlineNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    void clockAdvanced() {
        transports.forEach(VirtioMmio::clockAdvanced);
    }

    /** Moves typed bytes into the virtio console, as far as it has room. */
    void takeInput() {
        while (console != null && console.canReceive()) {
            int value = line.orElseThrow().poll();
            if (value < 0) {
                return;
            }
            console.receive((byte) value);
        }
    }
}
