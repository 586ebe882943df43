package dev.framescope.machine.device.virtio;

import dev.framescope.machine.device.MachineClock;
import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.PhysicalMemory;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A guest's driver: writes rings to memory, and registers through the bus. */
final class Driver {
    static final long RAM = 0x80000000L;
    static final long RAM_BYTES = 1 << 20;
    static final int QUEUE_SIZE = 8;

    private static final long REGISTERS = 0x10001000L;
    private static final int QUEUE_BYTES = 0x3000;

    /** A descriptor, before it is written. */
    record Buffer(long paddr, long length, int flags) {
        static final int WRITABLE = 2;
        static final int INDIRECT = 4;

        static Buffer readable(long paddr, long length) {
            return new Buffer(paddr, length, 0);
        }

        static Buffer writable(long paddr, long length) {
            return new Buffer(paddr, length, WRITABLE);
        }
    }

    final PhysicalMemory memory = new PhysicalMemory(RAM, RAM_BYTES);
    final VirtioMmio transport;
    final boolean legacy;
    boolean interrupt;
    long nanos;

    private int nextDescriptor;
    private final int[] available = new int[2];

    Driver(VirtioDevice device, boolean legacy) {
        this.legacy = legacy;
        MachineClock clock = () -> nanos;
        transport = new VirtioMmio(device, memory, clock, level -> interrupt = level, legacy);
        memory.map(REGISTERS, 0x200, transport);
    }

    long read(int register) throws BusError {
        return memory.load(REGISTERS + register, 4);
    }

    void write(int register, long value) throws BusError {
        memory.store(REGISTERS + register, 4, value);
    }

    /** Where the rings of a queue are: 4 KiB each. */
    static long descriptors(int queue) {
        return RAM + (long) queue * QUEUE_BYTES;
    }

    long available(int queue) {
        return descriptors(queue) + (legacy ? 16 * QUEUE_SIZE : 0x1000);
    }

    long used(int queue) {
        return descriptors(queue) + (legacy ? 0x1000 : 0x2000);
    }

    /** Brings the device up, with all its queues. */
    void start(int queues, long features) throws BusError {
        write(Register.STATUS, 0);
        write(Register.STATUS, 1);
        write(Register.STATUS, 3);
        write(Register.DRIVER_FEATURES_SEL, 0);
        write(Register.DRIVER_FEATURES, features & 0xffff_ffffL);
        if (!legacy) {
            write(Register.DRIVER_FEATURES_SEL, 1);
            write(Register.DRIVER_FEATURES, 1 | features >>> 32);
            write(Register.STATUS, 11);
        }
        for (int queue = 0; queue < queues; queue++) {
            available[queue] = 0;
            memory.store(available(queue) + 2, 2, 0);
            memory.store(used(queue) + 2, 2, 0);
            placeQueue(queue);
        }
        write(Register.STATUS, legacy ? 7 : 15);
    }

    private void placeQueue(int queue) throws BusError {
        write(Register.QUEUE_SEL, queue);
        write(Register.QUEUE_NUM, QUEUE_SIZE);
        if (legacy) {
            write(Register.GUEST_PAGE_SIZE, 4096);
            write(Register.QUEUE_ALIGN, 4096);
            write(Register.QUEUE_PFN, descriptors(queue) >>> 12);
            return;
        }
        write(Register.QUEUE_DESC_LOW, descriptors(queue));
        write(Register.QUEUE_DESC_HIGH, 0);
        write(Register.QUEUE_DRIVER_LOW, available(queue));
        write(Register.QUEUE_DRIVER_HIGH, 0);
        write(Register.QUEUE_DEVICE_LOW, used(queue));
        write(Register.QUEUE_DEVICE_HIGH, 0);
        write(Register.QUEUE_READY, 1);
    }

    void writeDescriptor(long table, int index, Buffer buffer, int next) throws BusError {
        long at = table + 16L * index;
        memory.store(at, 8, buffer.paddr);
        memory.store(at + 8, 4, buffer.length);
        memory.store(at + 12, 2, buffer.flags | (next >= 0 ? 1 : 0));
        memory.store(at + 14, 2, Math.max(next, 0));
    }

    /** Makes a chain available, and returns its head; the device is not told yet. */
    int offer(int queue, List<Buffer> buffers) throws BusError {
        int head = nextDescriptor % QUEUE_SIZE;
        for (int i = 0; i < buffers.size(); i++) {
            int index = nextDescriptor++ % QUEUE_SIZE;
            boolean last = i == buffers.size() - 1;
            int next = last ? -1 : nextDescriptor % QUEUE_SIZE;
            writeDescriptor(descriptors(queue), index, buffers.get(i), next);
        }
        makeAvailable(queue, head);
        return head;
    }

    void makeAvailable(int queue, int head) throws BusError {
        memory.store(available(queue) + 4 + 2L * (available[queue] % QUEUE_SIZE), 2, head);
        memory.store(available(queue) + 2, 2, ++available[queue]);
    }

    void notifyQueue(int queue) throws BusError {
        write(Register.QUEUE_NOTIFY, queue);
    }

    /** Makes a chain available and lets the device do its work. */
    int submit(int queue, Buffer... buffers) throws BusError {
        int head = offer(queue, List.of(buffers));
        notifyQueue(queue);
        finish();
        return head;
    }

    /** Lets time pass until the device has nothing more to do. */
    void finish() {
        for (int turns = 0; transport.deadlineNanos() != Long.MAX_VALUE; turns++) {
            if (turns > 10_000) {
                throw new AssertionError("the device never comes to rest");
            }
            nanos = transport.deadlineNanos();
            transport.clockAdvanced();
        }
    }

    int usedIndex(int queue) throws BusError {
        return (int) memory.load(used(queue) + 2, 2);
    }

    /** What the device says of its latest chain: its length. */
    long lastUsedLength(int queue) throws BusError {
        int entry = (usedIndex(queue) - 1) % QUEUE_SIZE;
        return memory.load(used(queue) + 4 + 8L * entry + 4, 4);
    }

    void put(long paddr, byte[] bytes) {
        memory.write(paddr, bytes, 0, bytes.length);
    }

    byte[] get(long paddr, int length) {
        byte[] bytes = new byte[length];
        memory.read(paddr, bytes, 0, length);
        return bytes;
    }

    String text(long paddr, int length) {
        return new String(get(paddr, length), StandardCharsets.ISO_8859_1);
    }
}
