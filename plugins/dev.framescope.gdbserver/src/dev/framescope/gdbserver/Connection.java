package dev.framescope.gdbserver;

import dev.framescope.gdbserver.protocol.PacketDecoder;
import dev.framescope.gdbserver.protocol.Packets;
import dev.framescope.gdbserver.session.ClientSession;
import dev.framescope.gdbserver.session.Stop;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** One client's socket: bytes in, packets out. Server's thread only. */
final class Connection implements AutoCloseable {
    /** A client that does not read its answers is not waited for. */
    private static final int MAXIMUM_UNREAD = 8 << 20;

    private static final int RECEIVE_BYTES = 1 << 16;
    private static final ByteBuffer NOT_UNDERSTOOD = ByteBuffer.wrap(new byte[] {'-'});

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ClientSession session;
    private final PacketDecoder decoder;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private int unsentBytes;
    private byte[] lastSent = {};
    private boolean acknowledges = true;

    /** Nothing more is taken from the client; the connection ends when all is sent. */
    private boolean ending;

    Connection(
            SocketChannel channel,
            Selector selector,
            GdbTarget target,
            Consumer<GdbTarget> restarted)
            throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        session = new ClientSession(target, this::sendPacket, observer(restarted));
        decoder = new PacketDecoder(receiver());
    }

    private ClientSession.Observer observer(Consumer<GdbTarget> restarted) {
        return new ClientSession.Observer() {
            @Override
            public void acknowledgementsEnded() {
                acknowledges = false;
            }

            @Override
            public void restarted(GdbTarget target) {
                restarted.accept(target);
            }

            @Override
            public void finished() {
                ending = true;
            }
        };
    }

    private PacketDecoder.Receiver receiver() {
        return new PacketDecoder.Receiver() {
            @Override
            public void packet(byte[] content, boolean intact) {
                if (ending) {
                    return;
                }
                if (acknowledges) {
                    enqueue(
                            intact
                                    ? ByteBuffer.wrap(new byte[] {'+'})
                                    : NOT_UNDERSTOOD.duplicate());
                }
                if (intact) {
                    session.packet(content);
                }
            }

            @Override
            public void negativeAcknowledgement() {
                if (acknowledges && lastSent.length > 0) {
                    enqueue(ByteBuffer.wrap(lastSent));
                }
            }

            @Override
            public void interrupt() {
                session.interrupt();
            }
        };
    }

    private void sendPacket(byte[] payload) {
        lastSent = Packets.frame(payload);
        enqueue(ByteBuffer.wrap(lastSent));
    }

    private void enqueue(ByteBuffer bytes) {
        unsentBytes += bytes.remaining();
        unsent.add(bytes);
    }

    /** The target stands, or is over. */
    void stopped(Stop stop) throws IOException {
        session.stopped(stop);
        send();
    }

    /**
     * Does what the socket is ready for.
     *
     * @throws IOException if the connection is over; the message says why
     */
    void ready() throws IOException {
        if (key.isReadable()) {
            receive();
        }
        send();
    }

    private void receive() throws IOException {
        int count = channel.read(received.clear());
        if (count < 0) {
            throw new IOException("the client has closed the connection");
        }
        decoder.feed(received.flip());
    }

    private void send() throws IOException {
        while (!unsent.isEmpty()) {
            ByteBuffer first = unsent.getFirst();
            unsentBytes -= channel.write(first);
            if (first.hasRemaining()) {
                break;
            }
            unsent.removeFirst();
        }
        if (unsentBytes > MAXIMUM_UNREAD) {
            throw new IOException("the client does not read its answers");
        }
        if (ending && unsent.isEmpty()) {
            throw new IOException("the client has left");
        }
        key.interestOps(
                unsent.isEmpty()
                        ? SelectionKey.OP_READ
                        : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    @Override
    public void close() throws IOException {
        session.close();
        key.cancel();
        channel.close();
    }
}
