package dev.framescope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** QEMU with a kernel before its first instruction, waiting for GDB at a socket in a folder. */
public final class StoppedQemu implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path socket;
    private final Process process;

    private StoppedQemu(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    /**
     * Starts it and waits until GDB can connect.
     *
     * @param folder for the socket and QEMU's output; its path has to be short, as that of a socket
     */
    public static StoppedQemu start(Path folder, Path kernel) {
        Path socket = folder.resolve("gdb.socket");
        Path log = folder.resolve("qemu.log");
        List<String> command =
                List.of(
                        "qemu-system-riscv64",
                        "-M",
                        "virt",
                        "-display",
                        "none",
                        "-serial",
                        "null",
                        "-monitor",
                        "none",
                        "-kernel",
                        kernel.toString(),
                        "-S",
                        "-gdb",
                        "unix:" + socket + ",server=on,wait=off");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            StoppedQemu qemu = new StoppedQemu(socket, process);
            qemu.awaitSocket(log);
            return qemu;
        } catch (IOException e) {
            throw new AssertionError(
                    "qemu-system-riscv64 is needed by this test; ./test installs what tests need",
                    e);
        }
    }

    private void awaitSocket(Path log) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.exists(socket)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("QEMU does not listen: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
    }

    /** What GDB's {@code target remote} takes. */
    public String target() {
        return socket.toString();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
