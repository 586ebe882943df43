package dev.framescope.machine.device.virtio;

import dev.framescope.machine.device.SeededRandom;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The entropy device (virtio 5.4). What it gives follows from a seed, so that equal runs are equal;
 * it is no secret.
 */
public final class VirtioEntropy extends VirtioDevice {
    private static final int DEVICE_ID = 4;

    /** What one request gets at most; the driver asks again if it wants more. */
    private static final int MAX_BYTES = 1 << 16;

    private final SeededRandom random;

    public VirtioEntropy(long seed) {
        super(DEVICE_ID, 1, 0);
        random = new SeededRandom(seed);
    }

    @Override
    String name() {
        return "virtio entropy device";
    }

    @Override
    byte[] configuration() {
        return new byte[0];
    }

    @Override
    void handle(int queue, DescriptorChain chain) {
        byte[] bytes = random.nextBytes((int) Math.min(MAX_BYTES, chain.writableBytes()));
        chain.write(bytes, 0, bytes.length);
    }

    @Override
    void save(DataOutput out) throws IOException {
        out.writeLong(random.state());
    }

    @Override
    void load(DataInput in) throws IOException {
        random.setState(in.readLong());
    }
}
