package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Drive;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.device.virtio.DiskImages;
import dev.framescope.machine.device.virtio.VirtioBlock;
import dev.framescope.machine.device.virtio.VirtioConsole;
import dev.framescope.machine.device.virtio.VirtioDevice;
import dev.framescope.machine.device.virtio.VirtioEntropy;
import dev.framescope.machine.device.virtio.VirtioMmio;
import dev.framescope.machine.device.virtio.VirtioNet;
import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.PhysicalMemory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** No access of a guest makes a device fail as Java code. */
class DeviceFuzzTest {
    private static final InterruptLine NOWHERE = level -> {};

    private static final PowerSwitch POWER =
            new PowerSwitch() {
                @Override
                public void powerOff(int code, String how) {
                    assertTrue(code >= 0 && code <= 0xffff, how);
                }

                @Override
                public void reboot() {
                    // nothing to restart here
                }
            };

    private static final Clint.Listener CLINT_LISTENER =
            new Clint.Listener() {
                @Override
                public void softwareInterrupt(int hart, boolean level) {
                    assertTrue(hart >= 0 && hart < 8);
                }

                @Override
                public void timerChanged() {
                    // nothing is scheduled here
                }
            };

    private record Target(String name, long size, Supplier<Device> maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> devices() {
        TestClock clock = new TestClock();
        PhysicalMemory memory = new PhysicalMemory(0x80000000L, 1 << 20);
        return Stream.of(
                new Target("finisher", 0x1000, () -> new TestFinisher(POWER)),
                new Target("rtc", 0x1000, () -> new GoldfishRtc(clock, 0, NOWHERE)),
                new Target("clint", 0x10000, () -> new Clint(8, clock, CLINT_LISTENER)),
                new Target("plic", 0x600000, () -> new Plic(NOWHERE, NOWHERE, NOWHERE, NOWHERE)),
                new Target("uart", 0x100, () -> new Uart16550(NOWHERE, value -> {})),
                new Target("empty slot", 0x200, () -> new VirtioSlot(2)),
                new Target("flash", 0x2000000, () -> new Flash(0x2000000)),
                new Target("fw_cfg", 0x18, () -> new FwCfg(memory, 8)),
                new Target("pcie", 0x10000000, OpenBus::new),
                new Target("disk", 0x200, () -> virtio(disk(), memory, false)),
                new Target("legacy disk", 0x200, () -> virtio(disk(), memory, true)),
                new Target(
                        "console",
                        0x200,
                        () -> virtio(new VirtioConsole(value -> {}), memory, false)),
                new Target("network", 0x200, () -> virtio(new VirtioNet(), memory, false)),
                new Target("entropy", 0x200, () -> virtio(new VirtioEntropy(1), memory, true)));
    }

    private static Device virtio(VirtioDevice device, PhysicalMemory memory, boolean legacy) {
        return new VirtioMmio(device, memory, new TestClock(), NOWHERE, legacy);
    }

    private static VirtioDevice disk() {
        try {
            Drive drive = new Drive.InMemory("disk", new byte[4096], false);
            return new VirtioBlock("disk", DiskImages.open(drive));
        } catch (MachineException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void everyAccessIsAnsweredOrABusError(Target target) throws IOException {
        Device device = target.maker.get();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            int bytes = 1 << random.nextInt(4);
            long range = random.nextBoolean() ? target.size : Math.min(target.size, 64);
            long offset = random.nextLong(range) & -bytes;
            try {
                if (random.nextBoolean()) {
                    device.read(offset, bytes);
                } else {
                    device.write(offset, bytes, random.nextLong() >>> random.nextInt(64));
                }
            } catch (BusError refused) {
                assertEquals(BusError.INSTANCE, refused);
            }
        }
        byte[] used = save(device);
        Device restored = target.maker.get();
        restored.load(new DataInputStream(new ByteArrayInputStream(used)));
        assertArrayEquals(used, save(restored));
        device.reset();
        assertEquals(used.length > 0, save(device).length > 0);
    }

    @Test
    void emptyVirtioSlotSaysThatNoDeviceIsThere() throws BusError {
        VirtioSlot slot = new VirtioSlot(2);
        assertEquals(0x74726976, slot.read(0, 4));
        assertEquals(2, slot.read(4, 4));
        assertEquals(0, slot.read(8, 4), "device ID");
        assertEquals(0x554d4551, slot.read(12, 4));
        assertEquals(0, slot.read(0x100, 1));
    }

    private static byte[] save(Device device) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        device.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
