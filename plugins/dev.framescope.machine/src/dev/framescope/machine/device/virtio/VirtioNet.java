package dev.framescope.machine.device.virtio;

import dev.framescope.machine.device.virtio.net.Gateway;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The network device (virtio 5.1), on a network that ends inside the machine. */
public final class VirtioNet extends VirtioDevice {
    private static final int DEVICE_ID = 1;
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;

    private static final long F_MAC = 1 << 5;
    private static final long F_STATUS = 1 << 16;

    /** 52:54:00:12:34:56, as QEMU gives its first card; then the status: the link is up. */
    private static final byte[] CONFIGURATION = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 1, 0};

    /** What precedes each frame (virtio 5.1.6); no feature is offered that would use it. */
    private static final int HEADER_BYTES = 12;

    /** The same without {@code num_buffers}, for drivers from before virtio 1.0. */
    private static final int LEGACY_HEADER_BYTES = 10;

    private static final int NUM_BUFFERS = 10;

    /** An Ethernet frame, with a VLAN tag; longer ones get lost. */
    private static final int MAX_FRAME_BYTES = 1518;

    /** Frames that wait for the driver's buffers; more get lost. */
    private static final int MAX_WAITING = 64;

    private final Gateway gateway = new Gateway();
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    public VirtioNet() {
        super(DEVICE_ID, 2, F_MAC | F_STATUS);
    }

    @Override
    String name() {
        return "virtio network device";
    }

    @Override
    byte[] configuration() {
        return CONFIGURATION;
    }

    private int headerBytes() {
        return isAccepted(VirtioMmio.F_VERSION_1) ? HEADER_BYTES : LEGACY_HEADER_BYTES;
    }

    @Override
    boolean wantsBuffer(int queue) {
        return queue == TRANSMIT || !waiting.isEmpty();
    }

    @Override
    void handle(int queue, DescriptorChain chain) {
        if (queue == TRANSMIT) {
            transmit(chain);
        } else {
            receive(chain);
        }
    }

    private void transmit(DescriptorChain chain) {
        byte[] header = new byte[headerBytes()];
        chain.read(header, 0, header.length);
        if (chain.readableBytes() > MAX_FRAME_BYTES) {
            return;
        }
        byte[] frame = new byte[(int) chain.readableBytes()];
        chain.read(frame, 0, frame.length);
        gateway.answer(frame)
                .filter(answer -> waiting.size() < MAX_WAITING)
                .ifPresent(
                        answer -> {
                            waiting.add(answer);
                            serveSoon(RECEIVE);
                        });
    }

    /** A frame that is too long for its buffer gets lost. */
    private void receive(DescriptorChain chain) {
        byte[] frame = waiting.remove();
        byte[] header = new byte[headerBytes()];
        if (header.length > NUM_BUFFERS) {
            header[NUM_BUFFERS] = 1;
        }
        if (chain.writableBytes() >= header.length + frame.length) {
            chain.write(header, 0, header.length);
            chain.write(frame, 0, frame.length);
        }
    }

    @Override
    void reset() {
        waiting.clear();
    }

    @Override
    void save(DataOutput out) throws IOException {
        out.writeInt(waiting.size());
        for (byte[] frame : waiting) {
            out.writeInt(frame.length);
            out.write(frame);
        }
    }

    @Override
    void load(DataInput in) throws IOException {
        waiting.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            waiting.add(frame);
        }
    }
}
