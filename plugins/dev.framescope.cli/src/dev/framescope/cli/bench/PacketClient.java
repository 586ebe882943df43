package dev.framescope.cli.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Asks a GDB server, with as little work of its own as possible. */
final class PacketClient {
    private final InputStream in;
    private final OutputStream out;

    /**
     * Agrees with a server on leaving acknowledgements out.
     *
     * @param in from the server
     * @param out to it
     */
    PacketClient(InputStream in, OutputStream out) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        ask("qSupported:multiprocess+");
        ask("QStartNoAckMode");
        ask("?");
    }

    /**
     * Sends a packet of plain characters.
     *
     * @return how many bytes the answer has
     */
    int ask(String packet) throws IOException {
        int sum = 0;
        for (int i = 0; i < packet.length(); i++) {
            sum += packet.charAt(i);
        }
        String framed = String.format("$%s#%02x", packet, sum & 0xff);
        out.write(framed.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        int b = next();
        while (b != '$') {
            b = next();
        }
        int length = 0;
        for (b = next(); b != '#'; b = next()) {
            length++;
        }
        next();
        next();
        return length;
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the GDB server has closed the connection");
        }
        return b;
    }

    /** Single steps a second. */
    double stepsPerSecond(int steps) throws IOException, InterruptedException {
        double seconds =
                Timing.seconds(
                        () -> {
                            for (int i = 0; i < steps; i++) {
                                ask("vCont;s:p1.1");
                            }
                        });
        return steps / seconds;
    }

    /**
     * Megabytes of memory read in a second.
     *
     * @param packet x (binary) or m (hexadecimal)
     * @param bytes in each packet
     */
    double megabytesPerSecond(char packet, int bytes, int packets)
            throws IOException, InterruptedException {
        String request = String.format("%c80000000,%x", packet, bytes);
        if (ask(request) < bytes) {
            throw new IOException("the server does not answer " + request);
        }
        double seconds =
                Timing.seconds(
                        () -> {
                            for (int i = 0; i < packets; i++) {
                                ask(request);
                            }
                        });
        return packets * (double) bytes / seconds / 1e6;
    }
}
