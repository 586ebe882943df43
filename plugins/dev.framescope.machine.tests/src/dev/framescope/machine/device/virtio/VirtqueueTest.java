package dev.framescope.machine.device.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.device.virtio.Driver.Buffer;
import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The rings, with drivers that keep the rules, and with drivers that do not. */
class VirtqueueTest {
    private static final int TRANSMIT = 1;
    private static final int NEEDS_RESET = 0x40;
    private static final long DATA = Driver.RAM + 0x10000;
    private static final long TABLE = Driver.RAM + 0x18000;
    private static final long EVENT_IDX = 1L << 29;

    private final StringBuilder printed = new StringBuilder();

    private Driver console(long features) throws BusError {
        VirtioConsole console = new VirtioConsole(value -> printed.append((char) value));
        Driver driver = new Driver(console, false);
        driver.put(DATA, "abcdefgh".getBytes(StandardCharsets.US_ASCII));
        driver.start(2, features);
        return driver;
    }

    @Test
    void chainIsOneStreamOfBytes() throws BusError {
        console(0).submit(TRANSMIT, Buffer.readable(DATA + 4, 2), Buffer.readable(DATA, 3));
        assertEquals("efabc", printed.toString());
    }

    @Test
    void indirectTableIsFollowed() throws BusError {
        Driver driver = console(1L << 28);
        driver.writeDescriptor(TABLE, 0, Buffer.readable(DATA, 1), 2);
        driver.writeDescriptor(TABLE, 2, Buffer.readable(DATA + 7, 1), -1);
        driver.submit(TRANSMIT, new Buffer(TABLE, 48, Buffer.INDIRECT));
        assertEquals("ah", printed.toString());
        assertEquals(1, driver.usedIndex(TRANSMIT));
    }

    @Test
    void indicesGoRound() throws BusError {
        Driver driver = console(0);
        for (int i = 0; i < 70_000; i++) {
            driver.submit(TRANSMIT, Buffer.readable(DATA + i % 8, 1));
        }
        assertEquals(70_000, printed.length());
        assertEquals(70_000 & 0xffff, driver.usedIndex(TRANSMIT));
    }

    @Test
    void driverThatWantsNoInterruptGetsNone() throws BusError {
        Driver driver = console(0);
        driver.memory.store(driver.available(TRANSMIT), 2, 1);
        driver.submit(TRANSMIT, Buffer.readable(DATA, 1));
        assertFalse(driver.interrupt);
        assertEquals("a", printed.toString());
    }

    @Test
    void driverNamesTheChainItWantsAnInterruptFor() throws BusError {
        Driver driver = console(EVENT_IDX);
        long usedEvent = driver.available(TRANSMIT) + 4 + 2 * Driver.QUEUE_SIZE;
        driver.memory.store(usedEvent, 2, 1);
        driver.submit(TRANSMIT, Buffer.readable(DATA, 1));
        assertFalse(driver.interrupt, "chain 0");
        driver.submit(TRANSMIT, Buffer.readable(DATA, 1));
        assertTrue(driver.interrupt, "chain 1");
        long availableEvent = driver.used(TRANSMIT) + 4 + 8 * Driver.QUEUE_SIZE;
        assertEquals(2, driver.memory.load(availableEvent, 2), "tell me of chain 2");
    }

    private static void assertNeedsReset(Driver driver) throws BusError {
        assertEquals(NEEDS_RESET, driver.read(Register.STATUS) & NEEDS_RESET);
        assertTrue(driver.interrupt);
        assertEquals(2, driver.read(Register.INTERRUPT_STATUS), "a configuration change");
        driver.notifyQueue(TRANSMIT);
        assertEquals(Long.MAX_VALUE, driver.transport.deadlineNanos(), "it is dead");
        driver.write(Register.STATUS, 0);
        assertEquals(0, driver.read(Register.STATUS));
        assertFalse(driver.interrupt);
    }

    @Test
    void loopOfDescriptorsStopsTheDevice() throws BusError {
        Driver driver = console(0);
        driver.writeDescriptor(Driver.descriptors(TRANSMIT), 0, Buffer.readable(DATA, 1), 1);
        driver.writeDescriptor(Driver.descriptors(TRANSMIT), 1, Buffer.readable(DATA, 1), 0);
        driver.makeAvailable(TRANSMIT, 0);
        driver.notifyQueue(TRANSMIT);
        driver.finish();
        assertNeedsReset(driver);
        assertEquals("", printed.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x10001000L, 0x7fffffffL, 0x800fffffL, 0x80100000L, -1, 1L << 63})
    void bufferOutsideTheMemoryStopsTheDevice(long paddr) throws BusError {
        Driver driver = console(0);
        driver.submit(TRANSMIT, Buffer.readable(paddr, 2));
        assertNeedsReset(driver);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x100000, 0x7fffffff, 0xffffffffL})
    void bufferOfImpossibleLengthStopsTheDevice(long length) throws BusError {
        Driver driver = console(0);
        driver.submit(TRANSMIT, Buffer.readable(DATA, length));
        assertNeedsReset(driver);
    }

    @Test
    void readableBufferBehindAWritableOneStopsTheDevice() throws BusError {
        Driver driver = console(0);
        driver.submit(TRANSMIT, Buffer.writable(DATA, 1), Buffer.readable(DATA, 1));
        assertNeedsReset(driver);
    }

    @Test
    void descriptorThatDoesNotExistStopsTheDevice() throws BusError {
        Driver driver = console(0);
        driver.makeAvailable(TRANSMIT, Driver.QUEUE_SIZE);
        driver.notifyQueue(TRANSMIT);
        driver.finish();
        assertNeedsReset(driver);
    }

    @Test
    void indirectTableInAnIndirectTableStopsTheDevice() throws BusError {
        Driver driver = console(0);
        driver.writeDescriptor(TABLE, 0, new Buffer(TABLE, 16, Buffer.INDIRECT), -1);
        driver.submit(TRANSMIT, new Buffer(TABLE, 16, Buffer.INDIRECT));
        assertNeedsReset(driver);
    }

    @Test
    void indexThatJumpsStopsTheDevice() throws BusError {
        Driver driver = console(0);
        driver.memory.store(driver.available(TRANSMIT) + 2, 2, Driver.QUEUE_SIZE + 1);
        driver.notifyQueue(TRANSMIT);
        driver.finish();
        assertNeedsReset(driver);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x80000008L, 0x800ffff0L, -16})
    void ringsThatAreNotInMemoryStopTheDevice(long descriptors) throws BusError {
        Driver driver = console(0);
        driver.write(Register.QUEUE_SEL, TRANSMIT);
        driver.write(Register.QUEUE_DESC_LOW, descriptors & 0xffff_ffffL);
        driver.write(Register.QUEUE_DESC_HIGH, descriptors >>> 32);
        driver.notifyQueue(TRANSMIT);
        driver.finish();
        assertNeedsReset(driver);
    }

    @Test
    void onlyPowersOfTwoAreSizes() throws BusError {
        Driver driver = console(0);
        driver.write(Register.QUEUE_SEL, TRANSMIT);
        assertEquals(1024, driver.read(Register.QUEUE_NUM_MAX));
        for (long size : new long[] {0, 7, 2048, 0xffff_ffffL, 0x8000_0000L}) {
            driver.write(Register.QUEUE_NUM, size);
        }
        driver.submit(TRANSMIT, Buffer.readable(DATA, 1));
        assertEquals("a", printed.toString());
        driver.write(Register.QUEUE_SEL, 2);
        assertEquals(0, driver.read(Register.QUEUE_NUM_MAX), "there is no queue 2");
    }

    @Test
    void typedBytesWaitForBuffers() throws BusError {
        VirtioConsole console = new VirtioConsole(value -> {});
        Driver driver = new Driver(console, false);
        driver.start(2, 0);
        for (char typed : "hello".toCharArray()) {
            console.receive((byte) typed);
        }
        driver.finish();
        assertEquals(0, driver.usedIndex(0));
        driver.offer(0, List.of(Buffer.writable(DATA, 3)));
        driver.submit(0, Buffer.writable(DATA + 8, 64));
        assertEquals("hel", driver.text(DATA, 3));
        assertEquals("lo", driver.text(DATA + 8, 2));
        assertEquals(2, driver.lastUsedLength(0));
    }

    @Test
    void equalSeedsGiveEqualEntropy() throws BusError {
        byte[] first = entropy(1);
        assertArrayEquals(first, entropy(1));
        assertFalse(Arrays.equals(first, entropy(2)));
    }

    private static byte[] entropy(long seed) throws BusError {
        Driver driver = new Driver(new VirtioEntropy(seed), false);
        driver.start(1, 0);
        driver.submit(0, Buffer.writable(DATA, 33));
        assertEquals(33, driver.lastUsedLength(0));
        return driver.get(DATA, 33);
    }

    /** Rings of noise: whatever comes of it, the machine goes on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noiseInTheRingsHarmsNobody(long seed) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Random random = new Random(seed);
                    Driver driver = console(random.nextBoolean() ? EVENT_IDX : 0);
                    for (int round = 0; round < 300; round++) {
                        driver.start(2, random.nextBoolean() ? EVENT_IDX : 0);
                        fillWithNoise(driver, random);
                        driver.notifyQueue(random.nextInt(2));
                        driver.finish();
                        printed.setLength(0);
                    }
                });
    }

    /** Descriptors that are wrong, but not all at first sight. */
    private static void fillWithNoise(Driver driver, Random random) throws BusError {
        for (int queue = 0; queue < 2; queue++) {
            for (int i = 0; i < Driver.QUEUE_SIZE; i++) {
                long paddr = Driver.RAM + random.nextInt(1 << 20);
                long length = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(1 << 18);
                int flags = random.nextInt(4) == 0 ? random.nextInt(8) : random.nextInt(2);
                int next = random.nextInt(Driver.QUEUE_SIZE + 1);
                Buffer buffer = new Buffer(paddr, length & 0xffff_ffffL, flags);
                driver.writeDescriptor(Driver.descriptors(queue), i, buffer, next);
                if (random.nextBoolean()) {
                    driver.memory.store(Driver.descriptors(queue) + 16L * i + 12, 2, flags);
                }
                long entry = driver.available(queue) + 4 + 2L * i;
                driver.memory.store(entry, 2, random.nextInt(Driver.QUEUE_SIZE));
            }
            int count = random.nextInt(Driver.QUEUE_SIZE + 2);
            driver.memory.store(driver.available(queue) + 2, 2, count);
        }
    }
}
