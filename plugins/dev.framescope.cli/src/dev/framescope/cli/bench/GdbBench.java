package dev.framescope.cli.bench;

import dev.framescope.cli.UnusableInputException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GDB, timed from within by its Python.
 *
 * @param program such as {@code gdb-multiarch}
 */
record GdbBench(String program) {
    private static final int TIMEOUT_SECONDS = 120;
    private static final Pattern RESULT = Pattern.compile("(?m)^SECONDS (\\S+)$");

    /** The middle time of a step over a line, in seconds. */
    private static final String STEPS =
            """
            tbreak work
            continue
            python
            import time
            times = []
            for i in range(%d):
                start = time.perf_counter()
                gdb.execute('next', to_string=True)
                times.append(time.perf_counter() - start)
            print('SECONDS', sorted(times)[len(times) // 2])
            end
            kill
            """;

    /** The time to the guest's end, in seconds. */
    private static final String CONDITIONS =
            """
            break add if %s
            python
            import time
            start = time.perf_counter()
            try:
                gdb.execute('continue', to_string=True)
            except gdb.error as e:
                # The way in which QEMU tells the end of the guest.
                assert 'closed' in str(e), e
            print('SECONDS', time.perf_counter() - start)
            end
            """;

    /** Milliseconds for a step over a line. */
    double stepMillis(Path guest, String target, int steps)
            throws UnusableInputException, InterruptedException {
        return seconds(guest, target, STEPS.formatted(steps)) * 1e3;
    }

    /** How long the guest takes to its end with a condition that is never true. */
    double secondsWithCondition(Path guest, String target)
            throws UnusableInputException, InterruptedException {
        return seconds(guest, target, CONDITIONS.formatted(DebuggerBench.NEVER));
    }

    private double seconds(Path guest, String target, String commands)
            throws UnusableInputException, InterruptedException {
        try {
            Path script = Files.createTempFile("framescope-bench-", ".gdb");
            try {
                Files.writeString(
                        script,
                        "set confirm off\nset pagination off\ntarget remote "
                                + target
                                + "\n"
                                + commands);
                return seconds(guest, script);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UnusableInputException(program + ": " + e.getMessage());
        }
    }

    private double seconds(Path guest, Path script)
            throws IOException, UnusableInputException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        program,
                                        "-nx",
                                        "-batch",
                                        "-x",
                                        script.toString(),
                                        guest.toString()))
                        .redirectErrorStream(true)
                        .start();
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher result = RESULT.matcher(output);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || !result.find()) {
                throw new UnusableInputException(program + " has measured nothing: " + output);
            }
            return Double.parseDouble(result.group(1));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
