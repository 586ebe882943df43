package dev.framescope.machine.device.virtio;

import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.BusMaster;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.Ram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A split virtqueue (virtio 2.6), the device's side of it. The rings are the guest's memory and are
 * read anew each time; nothing in them is trusted.
 */
final class Virtqueue {
    /** The most entries a queue may have, and descriptors a chain. */
    static final int MAX_SIZE = 1024;

    private static final int INDEX_MASK = 0xffff;

    // A descriptor (virtio 2.6.5)
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int LENGTH = 8;
    private static final int FLAGS = 12;
    private static final int NEXT = 14;
    private static final int F_NEXT = 1;
    private static final int F_WRITE = 2;
    private static final int F_INDIRECT = 4;

    // The driver's ring of available chains, the device's of used ones (virtio 2.6.6, 2.6.8)
    private static final int RING_FLAGS = 0;
    private static final int RING_INDEX = 2;
    private static final int RING = 4;
    private static final int AVAILABLE_BYTES = 2;
    private static final int USED_BYTES = 8;
    private static final int NO_INTERRUPT = 1;

    private final BusMaster memory;
    private int size;
    private boolean ready;
    private long descriptors;
    private long available;
    private long used;

    /** VIRTIO_F_EVENT_IDX has been negotiated. */
    private boolean eventIndex;

    /** Index of the next chain to take, modulo 2^16. */
    private int nextAvailable;

    /** Index of the next chain to give back, modulo 2^16. */
    private int nextUsed;

    /** {@link #nextUsed} when the driver was last considered for an interrupt. */
    private int signalled;

    Virtqueue(BusMaster memory) {
        this.memory = memory;
        reset();
    }

    void reset() {
        size = MAX_SIZE;
        ready = false;
        descriptors = 0;
        available = 0;
        used = 0;
        eventIndex = false;
        nextAvailable = 0;
        nextUsed = 0;
        signalled = 0;
    }

    int size() {
        return size;
    }

    /** Sizes that are no power of two up to {@link #MAX_SIZE} are ignored. */
    void setSize(int entries) {
        if (entries > 0 && entries <= MAX_SIZE && Integer.bitCount(entries) == 1) {
            size = entries;
        }
    }

    boolean ready() {
        return ready;
    }

    void setReady(boolean ready) {
        this.ready = ready;
    }

    void setEventIndex(boolean negotiated) {
        eventIndex = negotiated;
    }

    long descriptors() {
        return descriptors;
    }

    void setDescriptors(long paddr) {
        descriptors = paddr;
    }

    long available() {
        return available;
    }

    void setAvailable(long paddr) {
        available = paddr;
    }

    long used() {
        return used;
    }

    void setUsed(long paddr) {
        used = paddr;
    }

    /**
     * Takes the next chain that the driver has made available.
     *
     * @return null if there is none
     */
    DescriptorChain pop() throws RingError {
        checkRings();
        int waiting = load16(available + RING_INDEX) - nextAvailable & INDEX_MASK;
        if (waiting > size) {
            throw RingError.INSTANCE;
        }
        if (waiting == 0) {
            return null;
        }
        int head = load16(available + RING + AVAILABLE_BYTES * (nextAvailable & size - 1));
        nextAvailable = nextAvailable + 1 & INDEX_MASK;
        if (eventIndex) {
            store(used + RING + (long) USED_BYTES * size, 2, nextAvailable);
        }
        return chain(head);
    }

    /** Gives a chain back to the driver. */
    void push(DescriptorChain chain) throws RingError {
        checkRings();
        long element = used + RING + USED_BYTES * (nextUsed & size - 1);
        store(element, 4, chain.head());
        store(element + 4, 4, chain.written());
        nextUsed = nextUsed + 1 & INDEX_MASK;
        store(used + RING_INDEX, 2, nextUsed);
    }

    /** Whether the driver wants an interrupt for what was given back since the last call. */
    boolean takeSignal() throws RingError {
        int pushed = nextUsed - signalled & INDEX_MASK;
        signalled = nextUsed;
        if (pushed == 0) {
            return false;
        }
        if (!eventIndex) {
            return (load16(available + RING_FLAGS) & NO_INTERRUPT) == 0;
        }
        int event = load16(available + RING + AVAILABLE_BYTES * size);
        return (nextUsed - event - 1 & INDEX_MASK) < pushed; // virtio 2.6.7.1
    }

    private DescriptorChain chain(int head) throws RingError {
        DescriptorChain chain = new DescriptorChain(memory, head);
        byte[] descriptor = new byte[DESCRIPTOR_BYTES];
        long table = descriptors;
        int entries = size;
        int index = head;
        boolean indirect = false;
        for (int seen = 0; seen < MAX_SIZE; seen++) {
            if (index >= entries) {
                throw RingError.INSTANCE;
            }
            memory.read(table + (long) DESCRIPTOR_BYTES * index, descriptor, 0, DESCRIPTOR_BYTES);
            long paddr = LittleEndian.get(descriptor, 0, 8);
            long length = LittleEndian.get(descriptor, LENGTH, 4);
            int flags = (int) LittleEndian.get(descriptor, FLAGS, 2);
            if (length == 0 || !isRam(paddr, length)) {
                throw RingError.INSTANCE;
            }
            if ((flags & F_INDIRECT) != 0) {
                if (indirect || (flags & F_NEXT) != 0 || length % DESCRIPTOR_BYTES != 0) {
                    throw RingError.INSTANCE; // virtio 2.6.5.3.1
                }
                indirect = true;
                table = paddr;
                entries = (int) Math.min(length / DESCRIPTOR_BYTES, MAX_SIZE);
                index = 0;
                continue;
            }
            if ((flags & F_WRITE) != 0) {
                chain.addWritable(paddr, length);
            } else {
                chain.addReadable(paddr, length);
            }
            if ((flags & F_NEXT) == 0) {
                return chain;
            }
            index = (int) LittleEndian.get(descriptor, NEXT, 2);
        }
        throw RingError.INSTANCE; // a loop
    }

    /** Throws unless all rings are aligned and in RAM (virtio 2.6: 16, 2 and 4 bytes). */
    private void checkRings() throws RingError {
        boolean aligned = (descriptors & 15 | available & 1 | used & 3) == 0;
        if (!aligned
                || !isRam(descriptors, (long) DESCRIPTOR_BYTES * size)
                || !isRam(available, RING + (long) AVAILABLE_BYTES * size + 2)
                || !isRam(used, RING + (long) USED_BYTES * size + 2)) {
            throw RingError.INSTANCE;
        }
    }

    private boolean isRam(long paddr, long length) {
        Ram ram = memory.ram();
        long offset = paddr - ram.base();
        return offset >= 0 && offset < ram.size() && length <= ram.size() - offset;
    }

    private int load16(long paddr) throws RingError {
        try {
            return (int) memory.load(paddr, 2);
        } catch (BusError e) {
            throw RingError.INSTANCE;
        }
    }

    private void store(long paddr, int bytes, long value) throws RingError {
        try {
            memory.store(paddr, bytes, value);
        } catch (BusError e) {
            throw RingError.INSTANCE;
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeBoolean(ready);
        out.writeLong(descriptors);
        out.writeLong(available);
        out.writeLong(used);
        out.writeBoolean(eventIndex);
        out.writeInt(nextAvailable);
        out.writeInt(nextUsed);
        out.writeInt(signalled);
    }

    void load(DataInput in) throws IOException {
        size = in.readInt();
        ready = in.readBoolean();
        descriptors = in.readLong();
        available = in.readLong();
        used = in.readLong();
        eventIndex = in.readBoolean();
        nextAvailable = in.readInt();
        nextUsed = in.readInt();
        signalled = in.readInt();
    }
}
