package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.MmioDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class LoadStoreTest {
    private static final long PATTERN = 0x8899_aabb_ccdd_eeffL;
    private static final long DEVICE = 0x1000_0000L;

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "lb, -1",
        "lbu, 255",
        "lh, 0xffffffffffffeeff",
        "lhu, 0xeeff",
        "lw, 0xffffffffccddeeff",
        "lwu, 0xccddeeff",
        "ld, 0x8899aabbccddeeff",
    })
    void loadsExtendAsTheirNameSays(String name, String result) {
        Guest guest = Guest.running(asm -> asm.load(name, A0, -8, A1).load(name, A0, -8, A1));
        guest.store(Guest.DATA, PATTERN);
        guest.hart.setX(A1, Guest.DATA + 8);
        guest.step(1);
        long expected = Long.decode(result.startsWith("0x") ? "0" : result);
        if (result.startsWith("0x")) {
            expected = Long.parseUnsignedLong(result, 2, result.length(), 16);
        }
        assertEquals(expected, guest.x(A0), "the first time");
        guest.step(1);
        assertEquals(expected, guest.x(A0), "again, from the TLB");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"sb, 1", "sh, 2", "sw, 4", "sd, 8"})
    void storesWriteTheirBytesAndNoOthers(String name, int bytes) {
        Guest guest = Guest.running(asm -> asm.store(name, A0, 0, A1).store(name, A0, 8, A1));
        guest.store(Guest.DATA, -1);
        guest.store(Guest.DATA + 8, -1);
        guest.hart.setX(A0, 0);
        guest.hart.setX(A1, Guest.DATA);
        guest.step(2);
        long expected = bytes == 8 ? 0 : -1L << 8 * bytes;
        assertEquals(expected, guest.load(Guest.DATA), "the first time");
        assertEquals(expected, guest.load(Guest.DATA + 8), "again, from the TLB");
    }

    @ParameterizedTest(name = "offset {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void misalignedAccessesAreDoneByTheHartWithinAPageAndAcross(int offset) {
        for (long at : new long[] {Guest.DATA + offset, Guest.DATA + 0xff8 + offset}) {
            Guest guest =
                    Guest.running(
                            asm ->
                                    asm.sd(A0, 0, A1)
                                            .ld(A0, 0, A1)
                                            .load("lw", A0, 2, A1)
                                            .store("sh", A0, 1, A1)
                                            .load("lhu", A0, 1, A1));
            guest.hart.setX(A0, PATTERN);
            guest.hart.setX(A1, at);
            guest.step(2);
            assertEquals(PATTERN, guest.x(A0));
            guest.step(1);
            assertEquals((int) (PATTERN >> 16), guest.x(A0));
            guest.step(2);
            assertEquals(PATTERN >> 16 & 0xffff, guest.x(A0));
            assertFalse(guest.hart.lastTrap().isPresent());
        }
    }

    /** Records what it is asked. */
    private static final class Recorder implements MmioDevice {
        private final List<String> log = new ArrayList<>();

        @Override
        public long read(long offset, int bytes) throws BusError {
            if (offset == 0x80) {
                throw BusError.INSTANCE;
            }
            log.add("r" + bytes + "@" + offset);
            return PATTERN;
        }

        @Override
        public void write(long offset, int bytes, long value) {
            log.add("w" + bytes + "@" + offset + "=" + Long.toHexString(value));
        }
    }

    private static Guest withDevice(MmioDevice device, String name, int offset) {
        boolean isLoad = name.startsWith("l");
        Guest guest =
                Guest.running(
                        asm -> {
                            if (isLoad) {
                                asm.load(name, A0, offset, A1);
                            } else {
                                asm.store(name, A0, offset, A1);
                            }
                        });
        guest.memory.map(DEVICE, 0x100, device);
        guest.hart.setX(A0, 0x42);
        guest.hart.setX(A1, DEVICE);
        guest.step(1);
        return guest;
    }

    @Test
    void aDeviceSeesOffsetSizeAndValue() {
        Recorder device = new Recorder();
        withDevice(device, "sb", 3);
        Guest guest = withDevice(device, "lw", 4);
        assertEquals(List.of("w1@3=42", "r4@4"), device.log);
        assertEquals((int) PATTERN, guest.x(A0), "only the low bits count, sign-extended");
    }

    @ParameterizedTest(name = "{0} at {1} is an access fault with cause {2}")
    @CsvSource({
        "lw, 2, 5", // misaligned
        "sw, 2, 7",
        "ld, 0xfc, 5", // half beyond the window
        "lb, 0x100, 5", // nobody there
        "sb, 0x100, 7",
        "lb, 0x80, 5", // refused by the device
    })
    void whatADeviceDoesNotTakeIsAnAccessFault(String name, String offset, int cause) {
        Recorder device = new Recorder();
        Guest guest = withDevice(device, name, Integer.decode(offset));
        assertEquals(cause, guest.lastTrap().cause());
        assertEquals(DEVICE + Integer.decode(offset), guest.lastTrap().tval());
        assertEquals(List.of(), device.log);
        assertEquals(0x42, guest.x(A0), "the register is unchanged");
    }

    @Test
    void aStoreToReadOnlyMemoryIsAnAccessFault() {
        Guest guest = Guest.running(asm -> asm.lw(A0, 4, A1).sw(A0, 4, A1));
        guest.memory.mapRom(DEVICE, new byte[] {0, 0, 0, 0, 1, 2, 3, 4});
        guest.hart.setX(A1, DEVICE);
        guest.step(2);
        assertEquals(0x0403_0201, guest.x(A0));
        assertEquals(7, guest.lastTrap().cause());
        assertEquals(DEVICE + 4, guest.lastTrap().tval());
    }

    @Test
    void anAccessThatLeavesTheRamFaultsAtTheFirstByteOutside() {
        long end = Guest.RAM + Guest.RAM_BYTES;
        Guest guest = Guest.running(asm -> asm.sd(A0, 0, A1));
        guest.hart.setX(A1, end - 4);
        guest.step(1);
        assertEquals(7, guest.lastTrap().cause());
        assertEquals(end, guest.lastTrap().tval());
        assertEquals(0, guest.load(end - 8), "nothing was stored");
    }
}
