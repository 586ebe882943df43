package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class BootImagesTest {
    private static final long MIB = 1 << 20;
    private static final long KERNEL = 0x80200000L;

    private static LoadSegment segment(long paddr, long size) {
        return new LoadSegment(paddr, new byte[0], size);
    }

    private static MachineConfig config(long memoryBytes, LoadSegment... segments) {
        long entry = segments.length == 0 ? KERNEL : segments[0].paddr();
        LoadImage kernel = new LoadImage("kernel.elf", entry, List.of(segments));
        return MachineConfig.of(kernel).withMemoryBytes(memoryBytes);
    }

    private static long deviceTreeAt(long memoryBytes, LoadSegment... segments)
            throws MachineException {
        return new BootImages(config(memoryBytes, segments)).deviceTreeAddress();
    }

    private static String refusal(MachineConfig config) {
        return assertThrows(MachineException.class, () -> new BootImages(config)).getMessage();
    }

    @Test
    void deviceTreeIsWhereQemuPutsIt() throws MachineException {
        LoadSegment kernel = segment(KERNEL, 4096);
        assertEquals(0x87e00000L, deviceTreeAt(128 * MIB, kernel));
        assertEquals(0xbfe00000L, deviceTreeAt(1024 * MIB, kernel));
        assertEquals(0xbfe00000L, deviceTreeAt(2048 * MIB, kernel), "below 3 GiB");
        assertEquals(0xbfe00000L, deviceTreeAt(16384 * MIB, kernel), "below 3 GiB");
        assertEquals(0x80400000L, deviceTreeAt(6 * MIB, kernel));
    }

    @Test
    void deviceTreeMovesOutOfTheKernelsWay() throws MachineException {
        LoadSegment low = segment(KERNEL, MIB);
        assertEquals(0x803fe000L, deviceTreeAt(4 * MIB, low), "the top of memory");
        LoadSegment high = segment(0x80300000L, MIB);
        assertEquals(0x801fe000L, deviceTreeAt(4 * MIB, low, high), "below the kernel");
    }

    @Test
    void deviceTreeFitsTheSmallestMemory() throws MachineException {
        long address = deviceTreeAt(MIB, segment(0x80080000L, 4096));
        assertTrue(address >= 0x80081000L && address < 0x80100000L, Long.toHexString(address));
    }

    @Test
    void kernelThatFillsTheMemoryLeavesNoRoomForTheDeviceTree() {
        String message = refusal(config(4 * MIB, segment(0x80080000L, 4 * MIB - 0x80000)));
        assertTrue(message.contains("kernel.elf fills the memory of 4 MiB"), message);
        assertTrue(message.contains("device tree"), message);
    }

    @Test
    void segmentOutsideTheMemoryIsNamed() {
        String expected =
                "kernel.elf: segment at 0x80200000 needs 8388608 bytes, but DRAM is"
                        + " 0x80000000..0x80400000 (4 MiB): give it more memory or link it"
                        + " elsewhere";
        assertEquals(expected, refusal(config(4 * MIB, segment(KERNEL, 8 * MIB))));
        String message = refusal(config(4 * MIB, segment(0x1000, 16)));
        assertTrue(message.startsWith("kernel.elf: segment at 0x1000 needs 16 bytes"), message);
        refusal(config(4 * MIB, segment(0xffff_ffff_8020_0000L, 16)));
        refusal(config(4 * MIB, segment(KERNEL, -1)));
        refusal(config(4 * MIB, segment(KERNEL, Long.MAX_VALUE)));
    }

    @Test
    void overlappingSegmentsAreNamed() {
        String message =
                refusal(config(128 * MIB, segment(KERNEL, 8192), segment(KERNEL + 4096, 16)));
        assertEquals(
                "kernel.elf: segment 0x80201000..0x80201010 overlaps a segment of kernel.elf at"
                        + " 0x80200000..0x80202000; link it elsewhere",
                message);
    }

    @Test
    void builtInFirmwareKeepsTheBeginningOfTheMemory() {
        MachineConfig config = config(128 * MIB, segment(0x80000000L, 4096));
        String message = refusal(config);
        assertTrue(message.contains("overlaps the built-in firmware"), message);
        assertTrue(message.contains("run it without firmware"), message);
        assertDoesNotThrow(() -> new BootImages(config.withFirmware(Firmware.NONE)));
    }

    @Test
    void entryMustBeInASegment() {
        String message = refusal(config(128 * MIB));
        assertTrue(message.contains("entry point 0x80200000 is in none of its segments"), message);
    }

    @Test
    void segmentWithMoreBytesThanRoomIsRefused() {
        LoadSegment segment = new LoadSegment(KERNEL, new byte[17], 16);
        String message = refusal(config(128 * MIB, segment));
        assertTrue(message.contains("has 17 bytes, but room for only 16"), message);
    }

    @Test
    void blobsSayWhatWasPlacedWhere() throws MachineException {
        BootImages images = new BootImages(config(128 * MIB, segment(KERNEL, 0x3000)));
        List<PlacedBlob> blobs = images.placedBlobs();
        assertEquals(
                List.of(
                        new PlacedBlob("reset vector", PlacedBlob.Kind.RESET_VECTOR, 0x1000, 88),
                        new PlacedBlob(
                                "built-in firmware",
                                PlacedBlob.Kind.FIRMWARE,
                                0x80000000L,
                                0x80000),
                        new PlacedBlob("kernel.elf", PlacedBlob.Kind.KERNEL, KERNEL, 0x3000)),
                blobs.subList(0, 3));
        assertEquals(PlacedBlob.Kind.DEVICE_TREE, blobs.get(3).kind());
        assertEquals(0x87e00000L, blobs.get(3).paddr());
    }

    @Test
    void reloadingClearsTheZeroedPartOfASegment() throws MachineException {
        LoadSegment segment = new LoadSegment(KERNEL, new byte[] {1, 2, 3}, 10_000);
        BootImages images = new BootImages(config(128 * MIB, segment));
        PhysicalMemory memory = new PhysicalMemory(0x80000000L, 128 * MIB);
        byte[] dirt = new byte[20_000];
        Arrays.fill(dirt, (byte) 0x55);
        memory.write(KERNEL, dirt, 0, dirt.length);

        images.reload(memory);

        assertEquals(0x00030201, memory.peek(KERNEL, 4));
        assertEquals(0, memory.peek(KERNEL + 9_992, 8));
        assertEquals(0x55, memory.peek(KERNEL + 10_000, 1), "behind the segment");
        assertEquals(0xedfe0dd0L, memory.peek(0x87e00000L, 4), "the device tree's magic");
    }

    @Test
    void romIsQemus() {
        byte[] rom = ResetVector.of(0xf000, 0x80000000L, 0x87e00000L, KERNEL);
        long[] expected = {
            0x0282861300000297L,
            0x0202b583f1402573L,
            0x000280670182b283L,
            0x80000000L,
            0x87e00000L,
            0x4942534fL,
            2,
            KERNEL,
            1,
            0,
            0,
            0
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], LittleEndian.get(rom, 8 * i, 8), "doubleword " + i);
        }
        assertEquals(0xf000, rom.length);
    }
}
