package dev.framescope.machine.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.PhysicalMemory;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is expected here was read from QEMU's device by its test interface. */
class FwCfgTest {
    private static final long RAM = 0x80000000L;
    private static final long COMMAND = RAM + 0x1000;
    private static final long DATA = RAM + 0x2000;
    private static final int FILE_DIRECTORY = 0x19;

    // DMA control bits
    private static final int READ = 2;
    private static final int SKIP = 4;
    private static final int SELECT = 8;
    private static final int WRITE = 16;

    private final PhysicalMemory memory = new PhysicalMemory(RAM, 1 << 20);
    private final FwCfg fwCfg = new FwCfg(memory, 4);

    private void select(int item) throws BusError {
        fwCfg.write(8, 2, Short.toUnsignedLong(Short.reverseBytes((short) item)));
    }

    private byte[] take(int count) throws BusError {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) fwCfg.read(0, 1);
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Has a command performed, and returns what the device leaves in its control word. */
    private int perform(int control, int length, long paddr) throws BusError {
        byte[] bytes =
                ByteBuffer.allocate(16).putInt(control).putInt(length).putLong(paddr).array();
        memory.write(COMMAND, bytes, 0, bytes.length);
        fwCfg.write(0x10, 8, Long.reverseBytes(COMMAND));
        return Integer.reverseBytes((int) memory.load(COMMAND, 4));
    }

    private byte[] data(int length) {
        byte[] bytes = new byte[length];
        memory.read(DATA, bytes, 0, length);
        return bytes;
    }

    @Test
    void itemsAreReadByteByByte() throws BusError {
        select(0);
        assertEquals("QEMU\0\0", text(take(6)), "zeros behind the end");
        select(1);
        assertArrayEquals(new byte[] {3, 0, 0, 0}, take(4));
        select(5);
        assertArrayEquals(new byte[] {4, 0}, take(2), "harts");
        select(0x77);
        assertArrayEquals(new byte[4], take(4), "there is no such item");
    }

    @Test
    void widerReadsKeepTheOrderOfBytes() throws BusError {
        select(0);
        assertEquals(0x554d4551, fwCfg.read(0, 4));
        select(0);
        assertEquals(0x554d4551L, fwCfg.read(0, 8));
    }

    @Test
    void filesAreListedWithTheirNumbers() throws BusError {
        select(FILE_DIRECTORY);
        ByteBuffer directory = ByteBuffer.wrap(take(4 + 3 * 64));
        assertEquals(3, directory.getInt());
        assertEquals(4, directory.getInt(4 + 2 * 64), "size of the third");
        assertEquals(0x22, directory.getShort(4 + 2 * 64 + 4), "its number");
        byte[] name = new byte[18];
        directory.get(4 + 2 * 64 + 8, name);
        assertEquals("etc/boot-fail-wait", text(name));
    }

    @Test
    void dmaSelectsReadsAndGoesOn() throws BusError {
        assertEquals(0, perform(SELECT | READ, 2, DATA));
        assertEquals("QE", text(data(2)));
        assertEquals(0, perform(READ, 4, DATA));
        assertEquals("MU\0\0", text(data(4)));
        assertEquals(0, perform(SELECT | SKIP, 2, DATA));
        assertEquals(0, perform(READ, 2, DATA));
        assertEquals("MU", text(data(2)));
    }

    @Test
    void dmaAddressMayBeWrittenInHalves() throws BusError {
        byte[] bytes = ByteBuffer.allocate(16).putInt(READ).putInt(4).putLong(DATA).array();
        memory.write(COMMAND, bytes, 0, bytes.length);
        fwCfg.write(0x10, 4, 0);
        fwCfg.write(0x14, 4, Integer.reverseBytes((int) COMMAND));
        assertEquals("QEMU", text(data(4)));
    }

    @Test
    void dmaRefusesWritesAndAddressesOutsideTheMemory() throws BusError {
        assertEquals(1, perform(SELECT | WRITE, 4, DATA));
        assertEquals(1, perform(SELECT | READ, 8, 0x1000000));
        assertEquals(1, perform(SELECT | READ, -1, DATA), "4 GiB");
        fwCfg.write(0x10, 8, -1);
    }

    @Test
    void dmaRegisterTellsThatThereIsDma() throws BusError {
        assertEquals(0x4746_4320_554d_4551L, fwCfg.read(0x10, 8));
        assertEquals(0x47464320L, fwCfg.read(0x14, 4));
    }

    @Test
    void otherAccessesAreBusErrors() {
        assertThrows(BusError.class, () -> fwCfg.read(8, 2));
        assertThrows(BusError.class, () -> fwCfg.write(8, 4, 0));
        assertThrows(BusError.class, () -> fwCfg.write(0x10, 2, 0));
    }
}
