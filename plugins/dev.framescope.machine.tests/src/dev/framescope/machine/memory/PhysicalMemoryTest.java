package dev.framescope.machine.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

class PhysicalMemoryTest {
    private static final long BASE = 0x8000_0000L;
    private static final long CHUNK = 16 << 20;

    private static PhysicalMemory memory(long bytes) {
        return new PhysicalMemory(BASE, bytes);
    }

    @Test
    void memoryIsLittleEndianAndReadsBackInEverySize() throws BusError {
        PhysicalMemory memory = memory(0x1000);
        memory.store(BASE, 8, 0x8877_6655_4433_2211L);
        assertEquals(0x11, memory.load(BASE, 1));
        assertEquals(0x2211, memory.load(BASE, 2));
        assertEquals(0x8877_6655L, memory.load(BASE + 4, 4));
        assertEquals(0x8877_6655_4433_2211L, memory.load(BASE, 8));
        memory.store(BASE + 1, 2, -1);
        assertEquals(0x44ff_ff11L, memory.load(BASE, 4));
    }

    @Test
    void sixteenGibibytesCostOnlyWhatIsTouched() throws BusError {
        PhysicalMemory memory = memory(16L << 30);
        long last = BASE + (16L << 30) - 8;
        memory.store(last, 8, 42);
        assertEquals(42, memory.load(last, 8));
        assertEquals(42, memory.peek(last, 8));
        assertEquals(
                1, Arrays.stream(memory.ram().chunks()).filter(chunk -> chunk != null).count());
        assertThrows(BusError.class, () -> memory.load(last + 8, 1));
    }

    @Test
    void lookingAtUntouchedMemoryDoesNotAllocateIt() {
        PhysicalMemory memory = memory(4 * CHUNK);
        byte[] bytes = {1, 2, 3, 4};
        assertEquals(4, memory.read(BASE + CHUNK - 2, bytes, 0, 4));
        assertArrayEquals(new byte[4], bytes);
        assertEquals(0, memory.peek(BASE + 2 * CHUNK, 8));
        assertTrue(Arrays.stream(memory.ram().chunks()).allMatch(chunk -> chunk == null));
    }

    @Test
    void copiesCrossChunksAndEndWithTheMemory() {
        PhysicalMemory memory = memory(2 * CHUNK);
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 7);
        assertEquals(100, memory.write(BASE + CHUNK - 50, bytes, 0, 100));
        byte[] back = new byte[100];
        assertEquals(100, memory.read(BASE + CHUNK - 50, back, 0, 100));
        assertArrayEquals(bytes, back);
        assertEquals(30, memory.write(BASE + 2 * CHUNK - 30, bytes, 0, 100));
        assertEquals(30, memory.read(BASE + 2 * CHUNK - 30, back, 0, 100));
        assertEquals(0, memory.read(BASE - 1, back, 0, 100));
        assertEquals(0, memory.write(BASE - 1, bytes, 0, 100));
    }

    @Test
    void readOnlyMemoryCanBeReadAndNotWritten() throws BusError {
        PhysicalMemory memory = memory(0x1000);
        byte[] content = {1, 2, 3, 4};
        memory.mapRom(0x1000, content);
        content[0] = 9;
        assertEquals(0x0403_0201, memory.load(0x1000, 4), "a copy was taken");
        assertTrue(memory.isMemory(0x1000, 4));
        assertFalse(memory.isMemory(0x1001, 4));
        assertThrows(BusError.class, () -> memory.store(0x1000, 1, 0));
        assertEquals(0, memory.write(0x1000, content, 0, 4));
        byte[] back = new byte[8];
        assertEquals(4, memory.read(0x1000, back, 0, 8));
    }

    @Test
    void inspectionSeesNoDevices() {
        PhysicalMemory memory = memory(0x1000);
        memory.map(
                0x2000,
                8,
                new MmioDevice() {
                    @Override
                    public long read(long offset, int bytes) {
                        throw new AssertionError("a device was read");
                    }

                    @Override
                    public void write(long offset, int bytes, long value) {
                        throw new AssertionError("a device was written");
                    }
                });
        assertEquals(0, memory.read(0x2000, new byte[8], 0, 8));
        assertEquals(0, memory.write(0x2000, new byte[8], 0, 8));
        assertThrows(IllegalArgumentException.class, () -> memory.peek(0x2000, 8));
    }

    @Test
    void equalContentHasEqualHashesWhoeverTouchedWhat() throws BusError {
        PhysicalMemory one = memory(4 * CHUNK);
        PhysicalMemory other = memory(4 * CHUNK);
        one.store(BASE + 3 * CHUNK, 8, 0);
        assertEquals(one.ram().hash(), other.ram().hash());
        one.store(BASE + 8, 1, 1);
        assertNotEquals(one.ram().hash(), other.ram().hash());
        other.store(BASE + 16, 1, 1);
        assertNotEquals(one.ram().hash(), other.ram().hash(), "the same byte elsewhere");
        other.store(BASE + 16, 1, 0);
        other.store(BASE + 8, 1, 1);
        assertEquals(one.ram().hash(), other.ram().hash());
        one.store(BASE + 0x1008, 1, 1);
        other.store(BASE + 0x2008, 1, 1);
        assertNotEquals(one.ram().hash(), other.ram().hash(), "the same page elsewhere");
    }

    @Test
    void aSavedMemoryIsLoadedAgain() throws IOException, BusError {
        PhysicalMemory memory = memory(4 * CHUNK);
        memory.store(BASE + CHUNK + 123, 8, 456);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        memory.ram().save(new DataOutputStream(saved));
        PhysicalMemory copy = memory(4 * CHUNK);
        copy.store(BASE, 8, 1);
        copy.loadRam(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertEquals(456, copy.load(BASE + CHUNK + 123, 8));
        assertEquals(0, copy.load(BASE, 8));
        assertEquals(memory.ram().hash(), copy.ram().hash());
        PhysicalMemory small = memory(0x1000);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
        IOException e = assertThrows(IOException.class, () -> small.loadRam(in));
        assertEquals("saved page at offset 0x1000000 of a RAM of 0x1000 bytes", e.getMessage());
    }

    @Test
    void sizesThatAreNotWholePagesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> memory(0x1800));
        assertThrows(IllegalArgumentException.class, () -> memory(0));
    }
}
