package dev.framescope.cli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Asks a GDB server, with as little work of its own as possible. */
final class PacketClient {
    private static final int CHECKSUM_DIGITS = 2;

    private final byte[] buffer = new byte[1 << 20];
    private final InputStream in;
    private final OutputStream out;

    /**
     * Agrees with a server on leaving acknowledgements out.
     *
     * @param in from the server
     * @param out to it
     */
    PacketClient(InputStream in, OutputStream out) throws IOException {
        this.in = in;
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
        return answer();
    }

    /** Reads up to the end of an answer: the client is to cost as little as it can. */
    private int answer() throws IOException {
        int length = 0;
        boolean begun = false;
        int checksum = -1;
        while (checksum < CHECKSUM_DIGITS) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("the GDB server has closed the connection");
            }
            for (int i = 0; i < count; i++) {
                if (checksum >= 0) {
                    checksum++;
                } else if (!begun) {
                    begun = buffer[i] == '$';
                } else if (buffer[i] == '#') {
                    checksum = 0;
                } else {
                    length++;
                }
            }
        }
        return length;
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
