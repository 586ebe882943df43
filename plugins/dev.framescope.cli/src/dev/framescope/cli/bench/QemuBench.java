package dev.framescope.cli.bench;

import dev.framescope.cli.UnusableInputException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a guest in QEMU, if QEMU is installed. */
final class QemuBench {
    private static final int TIMEOUT_SECONDS = 120;

    /** Runs a command, then has the shell tell the times of its children on its last line. */
    private static final String TIMED = "\"$@\" || exit; times";

    /** User and system time as POSIX defines the output of {@code times}. */
    private static final Pattern TIMES =
            Pattern.compile("(\\d+)m(\\d+[.,]\\d+)s\\s+(\\d+)m(\\d+[.,]\\d+)s\\s*$");

    private final String program;

    QemuBench(String program) {
        this.program = program;
    }

    /** What one run took, from process start to process end. */
    Cost run(BenchGuest guest, long rounds) throws UnusableInputException, InterruptedException {
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

    /** QEMU with a guest that has the machine for itself. */
    static List<String> command(String program, Path guest) {
        return List.of(
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
                guest.toString());
    }

    private Cost time(Path file) throws IOException, UnusableInputException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", TIMED, "sh"));
        command.addAll(command(program, file));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new UnusableInputException(
                        program + " did not end within " + TIMEOUT_SECONDS + " seconds");
            }
            double wallSeconds = (System.nanoTime() - start) / 1e9;
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher times = TIMES.matcher(output);
            if (process.exitValue() != 0 || !times.find()) {
                throw new UnusableInputException(
                        program
                                + " failed with exit status "
                                + process.exitValue()
                                + ": "
                                + output);
            }
            return new Cost(
                    wallSeconds,
                    seconds(times.group(1), times.group(2))
                            + seconds(times.group(3), times.group(4)));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static double seconds(String minutes, String seconds) {
        return 60 * Integer.parseInt(minutes) + Double.parseDouble(seconds.replace(',', '.'));
    }
}
