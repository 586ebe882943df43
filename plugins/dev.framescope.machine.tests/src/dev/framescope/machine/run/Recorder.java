package dev.framescope.machine.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Collects what a machine prints. */
final class Recorder implements Consumer<byte[]> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void accept(byte[] piece) {
        bytes.writeBytes(piece);
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
