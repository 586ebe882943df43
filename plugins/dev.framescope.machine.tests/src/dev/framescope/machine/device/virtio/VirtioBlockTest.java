package dev.framescope.machine.device.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Drive;
import dev.framescope.machine.Drive.Mode;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

class VirtioBlockTest {
    private static final int SECTORS = 20;
    private static final long LATENCY = VirtioMmio.LATENCY_NANOS;

    @TempDir private Path directory;

    private static byte[] content() {
        byte[] bytes = new byte[SECTORS * 512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 512 + i);
        }
        return bytes;
    }

    private static DiskImage inMemory(boolean readOnly) throws MachineException {
        return DiskImages.open(new Drive.InMemory("disk.img", content(), readOnly));
    }

    private static byte[] sectors(int first, int count) {
        return Arrays.copyOfRange(content(), 512 * first, 512 * (first + count));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void presentsItselfAsADisk(boolean legacy) throws Exception {
        Driver driver = new BlockDriver(inMemory(false), legacy).driver;
        assertEquals(0x74726976, driver.read(Register.MAGIC_VALUE));
        assertEquals(legacy ? 1 : 2, driver.read(Register.VERSION));
        assertEquals(2, driver.read(Register.DEVICE_ID));
        assertEquals(SECTORS, driver.read(Register.CONFIG), "capacity");
        assertEquals(512, driver.read(Register.CONFIG + 20), "block size");
        assertEquals(legacy ? 7 : 15, driver.read(Register.STATUS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsSectors(boolean legacy) throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), legacy);
        assertEquals(0, disk.perform(BlockDriver.IN, 3, 1024));
        assertArrayEquals(sectors(3, 2), disk.driver.get(BlockDriver.DATA, 1024));
        assertEquals(1, disk.driver.usedIndex(0));
        assertEquals(1025, disk.driver.lastUsedLength(0), "data and status");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsBackWhatWasWritten(boolean legacy) throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), legacy);
        byte[] written = new byte[512];
        Arrays.fill(written, (byte) 'w');
        disk.driver.put(BlockDriver.DATA, written);
        assertEquals(0, disk.perform(BlockDriver.OUT, 7, 512));
        assertEquals(0, disk.perform(BlockDriver.FLUSH, 0, 0));
        assertEquals(0, disk.perform(BlockDriver.IN, 6, 1536));
        assertArrayEquals(sectors(6, 1), disk.driver.get(BlockDriver.DATA, 512));
        assertArrayEquals(written, disk.driver.get(BlockDriver.DATA + 512, 512));
        assertArrayEquals(sectors(8, 1), disk.driver.get(BlockDriver.DATA + 1024, 512));
    }

    @Test
    void givesItsName() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), false);
        assertEquals(0, disk.perform(BlockDriver.GET_ID, 0, 20));
        assertEquals("disk.img\0", disk.driver.text(BlockDriver.DATA, 9));
    }

    @Test
    void refusesWhatIsNotOnTheDisk() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), false);
        assertEquals(1, disk.perform(BlockDriver.IN, SECTORS, 512), "behind the end");
        assertEquals(1, disk.perform(BlockDriver.IN, SECTORS - 1, 1024), "over the end");
        assertEquals(1, disk.perform(BlockDriver.IN, -1, 512));
        assertEquals(1, disk.perform(BlockDriver.OUT, Long.MAX_VALUE, 512));
        assertEquals(1, disk.perform(BlockDriver.IN, 0, 100), "no whole sectors");
        assertEquals(2, disk.perform(77, 0, 512), "no such request");
        assertEquals(0, disk.perform(BlockDriver.IN, SECTORS - 1, 512), "still at work");
    }

    @Test
    void readOnlyDiskSaysSoAndTakesNoWrites() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(true), false);
        assertEquals(1 << 5, disk.driver.read(Register.DEVICE_FEATURES) & 1 << 5);
        assertEquals(1, disk.perform(BlockDriver.OUT, 0, 512));
        BlockDriver writable = new BlockDriver(inMemory(false), false);
        assertEquals(0, writable.driver.read(Register.DEVICE_FEATURES) & 1 << 5);
    }

    @Test
    void requestCompletesAFixedTimeAfterItsNotification() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), false);
        Driver driver = disk.driver;
        driver.nanos = 1_000_000;
        driver.offer(0, disk.request(BlockDriver.IN, 0, 512));
        driver.notifyQueue(0);
        assertEquals(1_000_000 + LATENCY, driver.transport.deadlineNanos());
        driver.nanos += LATENCY - 1;
        driver.transport.clockAdvanced();
        assertEquals(0xee, disk.status());
        assertFalse(driver.interrupt);
        driver.nanos++;
        driver.transport.clockAdvanced();
        assertEquals(0, disk.status());
        assertTrue(driver.interrupt);
        assertEquals(1, driver.read(Register.INTERRUPT_STATUS));
        driver.write(Register.INTERRUPT_ACK, 1);
        assertFalse(driver.interrupt);
        assertEquals(Long.MAX_VALUE, driver.transport.deadlineNanos());
    }

    @Test
    void failingHostDiskIsAnIoErrorOfTheGuest() throws Exception {
        DiskImage broken = DiskImages.open(new Drive.OfFile(image(), Mode.READ_WRITE));
        broken.close();
        BlockDriver disk = new BlockDriver(broken, false);
        Logger log = Logger.getLogger(VirtioBlock.class.getName());
        log.setLevel(Level.OFF);
        try {
            assertEquals(1, disk.perform(BlockDriver.IN, 0, 512));
            assertEquals(1, disk.perform(BlockDriver.OUT, 0, 512));
            assertEquals(1, disk.perform(BlockDriver.FLUSH, 0, 0));
        } finally {
            log.setLevel(null);
        }
    }

    private Path image() throws IOException {
        return Files.write(directory.resolve("disk.img"), content());
    }

    /** Writes a sector of zeros through the device, and gives what the file has there then. */
    private byte[] afterWriting(Path file, Mode mode) throws Exception {
        try (DiskImage image = DiskImages.open(new Drive.OfFile(file, mode))) {
            BlockDriver disk = new BlockDriver(image, false);
            assertEquals(0, disk.perform(BlockDriver.OUT, 2, 512));
            assertEquals(0, disk.perform(BlockDriver.FLUSH, 0, 0));
            disk.driver.put(BlockDriver.DATA, new byte[] {1});
            assertEquals(0, disk.perform(BlockDriver.IN, 2, 512));
            assertArrayEquals(new byte[512], disk.driver.get(BlockDriver.DATA, 512));
        }
        return Arrays.copyOfRange(Files.readAllBytes(file), 1024, 1536);
    }

    @Test
    void writesGoToTheFileOnlyIfTheyShould() throws Exception {
        Path file = image();
        assertArrayEquals(sectors(2, 1), afterWriting(file, Mode.COPY_ON_WRITE));
        assertArrayEquals(new byte[512], afterWriting(file, Mode.READ_WRITE));
    }

    @Test
    void incompleteLastSectorReadsZerosAtItsEnd() throws Exception {
        byte[] odd = {1, 2, 3};
        BlockDriver disk =
                new BlockDriver(DiskImages.open(new Drive.InMemory("odd", odd, true)), false);
        assertEquals(1, disk.driver.read(Register.CONFIG));
        assertEquals(0, disk.perform(BlockDriver.IN, 0, 512));
        assertArrayEquals(Arrays.copyOf(odd, 512), disk.driver.get(BlockDriver.DATA, 512));
    }

    private static String refusal(Drive drive) {
        return assertThrows(MachineException.class, () -> DiskImages.open(drive).close())
                .getMessage();
    }

    @Test
    void fileThatCannotBeADriveIsNamed() throws Exception {
        Path missing = directory.resolve("missing.img");
        String message = refusal(new Drive.OfFile(missing, Mode.READ_ONLY));
        assertEquals("drive " + missing + ": there is no such file", message);
        message = refusal(new Drive.OfFile(directory, Mode.READ_WRITE));
        assertEquals("drive " + directory + ": not a file", message);
        Path empty = Files.createFile(directory.resolve("empty.img"));
        message = refusal(new Drive.OfFile(empty, Mode.COPY_ON_WRITE));
        assertEquals("drive " + empty + ": the file is empty", message);
    }

    @Test
    void fileIsWrittenByOneMachineAtATime() throws Exception {
        Drive drive = new Drive.OfFile(image(), Mode.READ_WRITE);
        try (DiskImage first = DiskImages.open(drive)) {
            assertFalse(first.readOnly());
            assertTrue(refusal(drive).contains("another machine writes to this file"));
        }
        DiskImages.open(drive).close();
    }

    @Test
    void stateSavedMidTransferGoesOnWhereItWas() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), false);
        disk.driver.put(BlockDriver.DATA, new byte[512]);
        assertEquals(0, disk.perform(BlockDriver.OUT, 5, 512));
        disk.driver.offer(0, disk.request(BlockDriver.IN, 4, 1024));
        disk.driver.notifyQueue(0);
        byte[] ram = disk.driver.get(Driver.RAM, (int) Driver.RAM_BYTES);
        byte[] state = save(disk.driver.transport);

        Driver restored = new Driver(new VirtioBlock("disk.img", inMemory(false)), false);
        restored.put(Driver.RAM, ram);
        restored.transport.load(new DataInputStream(new ByteArrayInputStream(state)));
        assertArrayEquals(state, save(restored.transport));
        assertEquals(disk.driver.transport.deadlineNanos(), restored.transport.deadlineNanos());
        restored.finish();
        assertArrayEquals(sectors(4, 1), restored.get(BlockDriver.DATA, 512));
        assertArrayEquals(new byte[512], restored.get(BlockDriver.DATA + 512, 512));
        assertEquals(2, restored.usedIndex(0));
    }

    @Test
    void fileThatWasWrittenSinceTheSnapshotDoesNotGoBack() throws Exception {
        try (DiskImage image = DiskImages.open(new Drive.OfFile(image(), Mode.READ_WRITE))) {
            BlockDriver disk = new BlockDriver(image, false);
            byte[] state = save(disk.driver.transport);
            assertEquals(0, disk.perform(BlockDriver.OUT, 0, 512));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
            IOException refused =
                    assertThrows(IOException.class, () -> disk.driver.transport.load(in));
            assertTrue(refused.getMessage().contains("disk.img"), refused.getMessage());
        }
    }

    private static byte[] save(VirtioMmio transport) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transport.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void resetForgetsRequestsAndKeepsTheContent() throws Exception {
        BlockDriver disk = new BlockDriver(inMemory(false), false);
        disk.driver.put(BlockDriver.DATA, new byte[512]);
        assertEquals(0, disk.perform(BlockDriver.OUT, 0, 512));
        disk.driver.offer(0, disk.request(BlockDriver.IN, 0, 512));
        disk.driver.notifyQueue(0);
        disk.driver.write(Register.STATUS, 0);
        assertFalse(disk.driver.interrupt);
        assertEquals(0, disk.driver.read(Register.STATUS));
        assertEquals(Long.MAX_VALUE, disk.driver.transport.deadlineNanos());
        disk.driver.start(1, 0);
        disk.driver.put(BlockDriver.DATA, new byte[] {1});
        assertEquals(0, disk.perform(BlockDriver.IN, 0, 512));
        assertArrayEquals(new byte[512], disk.driver.get(BlockDriver.DATA, 512));
    }

    @Test
    void driverCannotHaveFeaturesThatWereNotOffered() throws BusError, MachineException {
        Driver driver = new BlockDriver(inMemory(false), false).driver;
        driver.write(Register.STATUS, 0);
        driver.write(Register.STATUS, 3);
        driver.write(Register.DRIVER_FEATURES_SEL, 0);
        driver.write(Register.DRIVER_FEATURES, 1);
        driver.write(Register.STATUS, 11);
        assertEquals(3, driver.read(Register.STATUS), "FEATURES_OK does not stay");
    }
}
