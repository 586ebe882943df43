package dev.framescope.gdbserver.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Finds packets in what a client sends, however it is cut into pieces. What is no packet is passed
 * over, and no more than one packet of the largest size is kept. Belongs to one thread.
 */
public final class PacketDecoder {
    /** The longest payload that is taken, in bytes as sent; the client is told. */
    public static final int MAXIMUM_PAYLOAD = 0x20000;

    /** Ctrl-C. */
    private static final byte INTERRUPT = 3;

    private final Receiver receiver;
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private State state = State.OUTSIDE;
    private int sum;
    private int expected;
    private boolean tooLong;

    private enum State {
        OUTSIDE,
        INSIDE,
        ESCAPED,
        CHECKSUM_HIGH,
        CHECKSUM_LOW
    }

    /** Takes what was found, in order. */
    public interface Receiver {
        /**
         * A packet has come.
         *
         * @param intact whether the checksum is right and the size within bounds
         */
        void packet(byte[] content, boolean intact);

        /** The client could not read the last packet. */
        void negativeAcknowledgement();

        /** The client wants a running target to stop. */
        void interrupt();
    }

    public PacketDecoder(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Takes all bytes that are left in the buffer. */
    public void feed(ByteBuffer received) {
        while (received.hasRemaining()) {
            feed(received.get());
        }
    }

    private void feed(byte b) {
        switch (state) {
            case OUTSIDE -> outside(b);
            case INSIDE -> inside(b);
            case ESCAPED -> {
                sum += b;
                keep((byte) (b ^ Packets.ESCAPE_MASK));
                state = State.INSIDE;
            }
            case CHECKSUM_HIGH -> {
                expected = Hex.value(b) << 4;
                state = State.CHECKSUM_LOW;
            }
            case CHECKSUM_LOW -> {
                expected |= Hex.value(b);
                state = State.OUTSIDE;
                receiver.packet(payload.toByteArray(), !tooLong && expected == (sum & 0xff));
            }
        }
    }

    private void outside(byte b) {
        switch (b) {
            case '$' -> begin();
            case '-' -> receiver.negativeAcknowledgement();
            case INTERRUPT -> receiver.interrupt();
            default -> {
                // acknowledgements, and noise on the line
            }
        }
    }

    private void inside(byte b) {
        switch (b) {
            case '#' -> state = State.CHECKSUM_HIGH;
            case '$' -> begin();
            case Packets.ESCAPE -> {
                sum += b;
                state = State.ESCAPED;
            }
            default -> {
                sum += b;
                keep(b);
            }
        }
    }

    private void begin() {
        payload.reset();
        sum = 0;
        tooLong = false;
        state = State.INSIDE;
    }

    private void keep(byte b) {
        if (payload.size() < MAXIMUM_PAYLOAD) {
            payload.write(b);
        } else {
            tooLong = true;
        }
    }
}
