package dev.framescope.machine.device.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntConsumer;

/** The console device with one port (virtio 5.3). */
public final class VirtioConsole extends VirtioDevice {
    private static final int DEVICE_ID = 3;
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;

    /** Typed and not yet taken by the driver: as many as the device keeps. */
    private static final int INPUT_BYTES = 256;

    /** What one chain prints at most; what is beyond is lost. */
    private static final int MAX_OUTPUT_BYTES = 1 << 16;

    private final IntConsumer transmitted;
    private final byte[] input = new byte[INPUT_BYTES];
    private int inputHead;
    private int inputCount;

    /**
     * @param transmitted takes each byte that the guest prints, 0 to 255
     */
    public VirtioConsole(IntConsumer transmitted) {
        super(DEVICE_ID, 2, 0);
        this.transmitted = transmitted;
    }

    /** Whether there is room for a typed byte. */
    public boolean canReceive() {
        return inputCount < INPUT_BYTES;
    }

    /** A byte is typed; only if there {@link #canReceive is room}. */
    public void receive(byte value) {
        input[(inputHead + inputCount) % INPUT_BYTES] = value;
        inputCount++;
        serveSoon(RECEIVE);
    }

    /** Without the features of its fields, the configuration space is never read. */
    @Override
    String name() {
        return "virtio console";
    }

    @Override
    byte[] configuration() {
        return new byte[0];
    }

    @Override
    boolean wantsBuffer(int queue) {
        return queue == TRANSMIT || inputCount > 0;
    }

    @Override
    void handle(int queue, DescriptorChain chain) {
        if (queue == TRANSMIT) {
            transmit(chain);
        } else {
            deliver(chain);
        }
    }

    private void transmit(DescriptorChain chain) {
        byte[] output = new byte[(int) Math.min(MAX_OUTPUT_BYTES, chain.readableBytes())];
        chain.read(output, 0, output.length);
        for (byte value : output) {
            transmitted.accept(value & 0xff);
        }
    }

    private void deliver(DescriptorChain chain) {
        byte[] next = new byte[1];
        while (inputCount > 0 && chain.writableBytes() > 0) {
            next[0] = input[inputHead];
            chain.write(next, 0, 1);
            inputHead = (inputHead + 1) % INPUT_BYTES;
            inputCount--;
        }
    }

    @Override
    void save(DataOutput out) throws IOException {
        out.writeInt(inputCount);
        for (int i = 0; i < inputCount; i++) {
            out.writeByte(input[(inputHead + i) % INPUT_BYTES]);
        }
    }

    @Override
    void load(DataInput in) throws IOException {
        inputHead = 0;
        inputCount = in.readInt();
        in.readFully(input, 0, inputCount);
    }
}
