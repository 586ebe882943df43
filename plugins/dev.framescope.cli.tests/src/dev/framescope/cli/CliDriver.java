package dev.framescope.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the command in this process. */
public final class CliDriver {
    private CliDriver() {}

    /**
     * What a command line did.
     *
     * @param status its exit status
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    public record Result(int status, String out, String err) {}

    public static Result run(Object... args) {
        return runWithInput("", args);
    }

    public static Result runWithInput(String input, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Main.execute(
                        List.of(args).stream().map(Object::toString).toArray(String[]::new),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
