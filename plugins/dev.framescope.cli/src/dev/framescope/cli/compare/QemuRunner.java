package dev.framescope.cli.compare;

import dev.framescope.cli.UnusableInputException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * QEMU, with the instruction set that this machine has.
 *
 * @param program the command
 */
record QemuRunner(String program) implements Runner {
    @Override
    public String name() {
        return program;
    }

    @Override
    public List<String> run(byte[] image) throws UnusableInputException, InterruptedException {
        try {
            Path file = Files.createTempFile("framescope-compare-", ".bin");
            Path output = Files.createTempFile("framescope-compare-", ".out");
            Path messages = Files.createTempFile("framescope-compare-", ".err");
            try {
                Files.write(file, image);
                String end = runQemu(file, output, messages);
                List<String> lines =
                        new ArrayList<>(Files.readAllLines(output, StandardCharsets.ISO_8859_1));
                if (!end.isEmpty()) {
                    lines.add(end);
                }
                return lines;
            } finally {
                Files.delete(file);
                Files.delete(output);
                Files.delete(messages);
            }
        } catch (IOException e) {
            throw new UnusableInputException(
                    program + " cannot be run, install it or name another: " + e.getMessage());
        }
    }

    /** Returns what is to be said of its end; empty if it ended as the program asked. */
    private String runQemu(Path file, Path output, Path messages)
            throws IOException, UnusableInputException, InterruptedException {
        Process process =
                new ProcessBuilder(command(file, output))
                        .redirectErrorStream(true)
                        .redirectOutput(messages.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return "time is up";
            }
            if (process.exitValue() != 0) {
                throw new UnusableInputException(
                        program
                                + " failed with exit status "
                                + process.exitValue()
                                + ": "
                                + Files.readString(messages).strip());
            }
            return "";
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path file, Path output) {
        return List.of(
                program,
                "-M",
                "virt",
                "-cpu",
                "rv64,h=off",
                "-m",
                "128M",
                "-smp", // with one hart, QEMU makes atomics of loads and stores, and faults of them
                "2",
                "-bios",
                "none",
                "-device",
                "loader,force-raw=on,addr=0x80000000,file=" + file,
                "-display",
                "none",
                "-monitor",
                "none",
                "-serial",
                "file:" + output);
    }
}
