package dev.framescope.machine.device.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is behind a transport: a device type of virtio chapter 5. It knows buffers and its
 * configuration space, and neither registers nor rings.
 */
public abstract class VirtioDevice {
    /** How much a device moves before the guest has its turn again. */
    private static final long BYTES_PER_TURN = 1 << 20;

    /** What a chain of descriptors costs beside its bytes. */
    private static final long BYTES_PER_CHAIN = 256;

    private final int deviceId;
    private final int queueCount;
    private final long features;
    private Waker waker = queue -> {};
    private long accepted;

    /** Asks for a queue to be served, though the driver has not asked. */
    @FunctionalInterface
    interface Waker {
        void serveSoon(int queue);
    }

    /**
     * @param deviceId of virtio chapter 5
     * @param queueCount how many queues it has
     * @param features that it offers, beside the transport's and the queues'
     */
    VirtioDevice(int deviceId, int queueCount, long features) {
        this.deviceId = deviceId;
        this.queueCount = queueCount;
        this.features = features;
    }

    /** For a person: what it is, and which. */
    abstract String name();

    final int deviceId() {
        return deviceId;
    }

    final int queueCount() {
        return queueCount;
    }

    final long features() {
        return features;
    }

    /** The driver has chosen its features. */
    final void setAccepted(long newAccepted) {
        accepted = newAccepted;
    }

    final boolean isAccepted(long feature) {
        return (accepted & feature) != 0;
    }

    final void setWaker(Waker newWaker) {
        waker = newWaker;
    }

    final void serveSoon(int queue) {
        waker.serveSoon(queue);
    }

    /** The device-specific configuration space, little-endian. */
    abstract byte[] configuration();

    /** Whether it has any use for a buffer of this queue now. */
    boolean wantsBuffer(int queue) {
        return true;
    }

    /** Handles one chain of this queue; it is given back to the driver afterwards. */
    abstract void handle(int queue, DescriptorChain chain);

    /**
     * Handles chains of a queue until there are no more, or for as long as one turn may take.
     *
     * @return whether there may be more
     */
    final boolean serve(int index, Virtqueue queue) throws RingError {
        long budget = BYTES_PER_TURN;
        while (budget > 0) {
            DescriptorChain chain = wantsBuffer(index) ? queue.pop() : null;
            if (chain == null) {
                return false;
            }
            long before = chain.readableBytes();
            handle(index, chain);
            queue.push(chain);
            budget -= BYTES_PER_CHAIN + chain.written() + before - chain.readableBytes();
        }
        return true;
    }

    /** Forgets what belongs to the driver, as when it writes 0 to the status register. */
    void reset() {
        // most have nothing
    }

    /** Writes all state of its own that a guest could ever notice. */
    abstract void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    abstract void load(DataInput in) throws IOException;
}
