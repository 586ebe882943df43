package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
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

    private record Target(String name, long size, Device device) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> devices() {
        TestClock clock = new TestClock();
        return Stream.of(
                new Target("finisher", 0x1000, new TestFinisher(POWER)),
                new Target("rtc", 0x1000, new GoldfishRtc(clock, 0, NOWHERE)),
                new Target("clint", 0x10000, new Clint(8, clock, CLINT_LISTENER)),
                new Target("plic", 0x600000, new Plic(NOWHERE, NOWHERE, NOWHERE, NOWHERE)),
                new Target("uart", 0x100, new Uart16550(NOWHERE, value -> {})),
                new Target("virtio", 0x200, new VirtioSlot(2)),
                new Target("flash", 0x2000000, new Flash(0x2000000)));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void everyAccessIsAnsweredOrABusError(Target target) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            int bytes = 1 << random.nextInt(4);
            long range = random.nextBoolean() ? target.size : Math.min(target.size, 64);
            long offset = random.nextLong(range) & -bytes;
            try {
                if (random.nextBoolean()) {
                    target.device.read(offset, bytes);
                } else {
                    target.device.write(offset, bytes, random.nextLong() >>> random.nextInt(64));
                }
            } catch (BusError refused) {
                assertEquals(BusError.INSTANCE, refused);
            }
        }
        byte[] used = save(target.device);
        target.device.reset();
        assertEquals(used.length > 0, save(target.device).length > 0);
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
