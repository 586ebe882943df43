package dev.framescope.cli.bench;

import dev.framescope.cli.UnusableInputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a guest in QEMU, if QEMU is installed. */
final class QemuBench {
    private static final int TIMEOUT_SECONDS = 120;

    private final String program;

    QemuBench(String program) {
        this.program = program;
    }

    /** Whether the program can be started. */
    boolean isInstalled() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            // The way in which Java says that there is no such program.
            return false;
        }
    }

    /** The wall-clock seconds of one run, from process start to process end. */
    double seconds(BenchGuest guest, long rounds)
            throws UnusableInputException, InterruptedException {
        try {
            Path file = Files.createTempFile("framescope-bench-", ".elf");
            try {
                Files.write(file, guest.elf(rounds));
                return time(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UnusableInputException(program + ": " + e.getMessage());
        }
    }

    private double time(Path file)
            throws IOException, UnusableInputException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                program,
                                "-M",
                                "virt",
                                "-m",
                                "128M",
                                "-display",
                                "none",
                                "-monitor",
                                "none",
                                "-serial",
                                "none",
                                "-bios",
                                "none",
                                "-kernel",
                                file.toString()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!ended || process.exitValue() != 0) {
                throw new UnusableInputException(
                        program
                                + (ended
                                        ? " failed with exit status " + process.exitValue()
                                        : " did not end within " + TIMEOUT_SECONDS + " seconds"));
            }
            return seconds;
        } finally {
            process.destroyForcibly();
        }
    }
}
