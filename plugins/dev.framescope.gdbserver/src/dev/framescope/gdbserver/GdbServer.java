package dev.framescope.gdbserver;

import dev.framescope.gdbserver.protocol.Packets;
import dev.framescope.gdbserver.session.Stop;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server of GDB's remote serial protocol on loopback, for one client at a time. A thread of its
 * own does all the work; any thread may call.
 */
public final class GdbServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GdbServer.class.getName());
    private static final byte[] BUSY =
            "E.another debugger is connected to this machine".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocketChannel listening;
    private final Selector selector;
    private final Thread thread;
    private final AtomicReference<Stop> stopped = new AtomicReference<>();
    private final MachineListener listener =
            new MachineListener() {
                @Override
                public void suspended(StopReason reason) {
                    noteStop(reason);
                }

                @Override
                public void terminated(StopReason reason) {
                    noteStop(reason);
                }
            };
    private volatile boolean closed;

    /** Guards changes of the fields below; its waiters wait for the end of a conversation. */
    private final Object lock = new Object();

    private GdbTarget target;

    /** The target's. */
    private volatile Machine machine;

    /** The client; null while there is none. Changed by the server's thread only. */
    private Connection client;

    private GdbServer(GdbTarget target, ServerSocketChannel listening) throws IOException {
        this.target = target;
        machine = target.machine();
        this.listening = listening;
        selector = Selector.open();
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::serve, "framescope-gdb-" + listening.socket().getLocalPort());
        thread.setDaemon(true);
        target.run().addListener(listener);
    }

    /**
     * Starts a server.
     *
     * @param port a TCP port of the loopback interface, 0 for any that is free
     * @throws IOException if the port cannot be had; the message says which, and why
     */
    public static GdbServer start(GdbTarget target, int port) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            GdbServer server = new GdbServer(target, listening);
            server.thread.start();
            return server;
        } catch (IOException e) {
            listening.close();
            throw new IOException("port " + port + " cannot be listened on: " + e.getMessage(), e);
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    /** On the thread that tells of stops, which is mostly the machine's. */
    private void noteStop(StopReason reason) {
        stopped.set(Stop.of(machine, reason));
        selector.wakeup();
    }

    private void serve() {
        try (listening;
                selector) {
            while (!closed) {
                selector.select(this::ready);
                deliverStop();
            }
            disconnect("the server is closed");
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the GDB server has failed", e);
        } finally {
            target.run().removeListener(listener);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() == client) {
                client.ready();
            }
        } catch (IOException e) {
            disconnect(e.getMessage());
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listening.accept();
        if (channel == null) {
            return;
        }
        if (client != null) {
            refuse(channel);
            return;
        }
        Connection accepted = new Connection(channel, selector, target, this::restarted);
        synchronized (lock) {
            client = accepted;
        }
    }

    private void refuse(SocketChannel channel) {
        try (channel) {
            channel.configureBlocking(false);
            channel.write(
                    new ByteBuffer[] {
                        ByteBuffer.wrap(new byte[] {'+'}), ByteBuffer.wrap(Packets.frame(BUSY))
                    });
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a second client is gone before it could be refused", e);
        }
    }

    private void restarted(GdbTarget newTarget) {
        target.run().removeListener(listener);
        synchronized (lock) {
            target = newTarget;
            machine = newTarget.machine();
            lock.notifyAll();
        }
        target.run().addListener(listener);
    }

    /** A stop that another client has ended since is none. */
    private void deliverStop() {
        Stop stop = stopped.getAndSet(null);
        if (stop != null && client != null && target.run().state() != RunState.RUNNING) {
            try {
                client.stopped(stop);
            } catch (IOException e) {
                disconnect(e.getMessage());
            }
        }
    }

    private void disconnect(String why) {
        if (client == null) {
            return;
        }
        LOG.log(Level.DEBUG, "GDB is disconnected: {0}", why);
        try {
            client.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the connection cannot be closed", e);
        }
        synchronized (lock) {
            client = null;
            lock.notifyAll();
        }
    }

    /** Waits until no client looks at that target. Never call it on the machine thread. */
    public void awaitClientLeft(GdbTarget seen) throws InterruptedException {
        synchronized (lock) {
            while (client != null && target == seen) {
                lock.wait();
            }
        }
    }

    /** Takes no more clients, leaves the one there is, and waits for that. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
