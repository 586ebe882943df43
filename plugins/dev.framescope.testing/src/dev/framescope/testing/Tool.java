package dev.framescope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the field's tools (cross compiler, QEMU, binutils, GDB) beside a test. */
public final class Tool {
    private Tool() {}

    /**
     * What a tool printed, standard output and standard error together.
     *
     * @param exitCode its exit status
     * @param output as UTF-8, as it came
     */
    public record Result(int exitCode, String output) {
        /** The output of a tool that succeeded; fails the test with the output otherwise. */
        public String orFail() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    /**
     * Runs a command with nothing on its standard input and waits for its end.
     *
     * @throws AssertionError if the command is not installed or takes longer than the timeout
     */
    public static Result run(Path directory, Duration timeout, List<String> command) {
        try {
            Path output = Files.createTempFile("framescope-tool", ".out");
            try {
                Process process = start(directory, command, output);
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(
                            command + " took longer than " + timeout + ":\n" + read(output));
                }
                return new Result(process.exitValue(), read(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    private static Process start(Path directory, List<String> command, Path output) {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    command.get(0) + " is needed by this test; ./test installs what tests need", e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
