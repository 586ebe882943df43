package dev.framescope.machine.device.virtio;

import dev.framescope.machine.memory.BusMaster;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The buffers of one request, as two streams: what the driver has filled, and what the device fills
 * (virtio 2.6.4: a device must not care how they are cut into descriptors). All buffers lie in RAM.
 */
final class DescriptorChain {
    private record Buffer(long paddr, long length) {
        Buffer from(long offset) {
            return new Buffer(paddr + offset, length - offset);
        }
    }

    private final BusMaster memory;
    private final int head;
    private final Deque<Buffer> readable = new ArrayDeque<>();
    private final Deque<Buffer> writable = new ArrayDeque<>();
    private long readableBytes;
    private long writableBytes;
    private long written;

    DescriptorChain(BusMaster memory, int head) {
        this.memory = memory;
        this.head = head;
    }

    void addReadable(long paddr, long length) throws RingError {
        if (!writable.isEmpty()) {
            throw RingError.INSTANCE; // virtio 2.6.4.2: readable ones come first
        }
        readable.add(new Buffer(paddr, length));
        readableBytes += length;
    }

    void addWritable(long paddr, long length) {
        writable.add(new Buffer(paddr, length));
        writableBytes += length;
    }

    /** The number of its first descriptor, by which the driver knows it. */
    int head() {
        return head;
    }

    /** How much of the driver's bytes is still to be read. */
    long readableBytes() {
        return readableBytes;
    }

    /** How much room the device has still to write to. */
    long writableBytes() {
        return writableBytes;
    }

    /** How many bytes from the first writable one on the device has written. */
    long written() {
        return written;
    }

    /**
     * Reads the next of the driver's bytes.
     *
     * @return how many, fewer than wanted only at the end
     */
    int read(byte[] destination, int offset, int length) {
        int done = 0;
        while (done < length && !readable.isEmpty()) {
            Buffer buffer = readable.remove();
            int part = (int) Math.min(length - done, buffer.length);
            memory.read(buffer.paddr, destination, offset + done, part);
            done += part;
            if (part < buffer.length) {
                readable.addFirst(buffer.from(part));
            }
        }
        readableBytes -= done;
        return done;
    }

    /**
     * Writes the next of the device's bytes.
     *
     * @return how many, fewer than wanted only at the end
     */
    int write(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length && !writable.isEmpty()) {
            Buffer buffer = writable.remove();
            int part = (int) Math.min(length - done, buffer.length);
            memory.write(buffer.paddr, source, offset + done, part);
            done += part;
            if (part < buffer.length) {
                writable.addFirst(buffer.from(part));
            }
        }
        writableBytes -= done;
        written += done;
        return done;
    }

    /** Leaves bytes of the driver's buffers as they are, and goes on behind them. */
    void skipWritable(long length) {
        long left = Math.min(length, writableBytes);
        writableBytes -= left;
        written += left;
        while (left > 0) {
            Buffer buffer = writable.remove();
            if (buffer.length > left) {
                writable.addFirst(buffer.from(left));
            }
            left -= Math.min(left, buffer.length);
        }
    }
}
