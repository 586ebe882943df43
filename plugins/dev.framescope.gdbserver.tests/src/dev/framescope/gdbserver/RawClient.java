package dev.framescope.gdbserver;

import dev.framescope.gdbserver.protocol.Packets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told to, with acknowledgements off from the start. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, and agrees on nothing. */
    static RawClient silent(int port) throws IOException {
        return new RawClient(port);
    }

    /** Connects as GDB does: multiprocess ids, messages, no acknowledgements. */
    static RawClient connect(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.ask("qSupported:multiprocess+;error-message+");
        client.ask("QStartNoAckMode");
        return client;
    }

    /** Sends a packet and returns the answer to it. */
    String ask(String packet) throws IOException {
        send(packet);
        return answer();
    }

    void send(String packet) throws IOException {
        raw(Packets.frame(packet.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next packet, what stands before it passed over. */
    String answer() throws IOException {
        return new String(answerBytes(), StandardCharsets.ISO_8859_1);
    }

    byte[] answerBytes() throws IOException {
        int b = next();
        while (b != '$') {
            b = next();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (b = next(); b != '#'; b = next()) {
            payload.write(b == '}' ? next() ^ 0x20 : b);
        }
        next();
        next();
        return payload.toByteArray();
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the server has closed the connection");
        }
        return b;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
