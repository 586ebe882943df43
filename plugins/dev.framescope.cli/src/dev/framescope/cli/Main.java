package dev.framescope.cli;

import dev.framescope.cli.bench.BenchCommand;
import dev.framescope.cli.compare.CompareCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The entry point of the {@code framescope} command. */
@Command(
        name = "framescope",
        description = "Runs, debugs and measures kernels for the RISC-V virt machine.",
        mixinStandardHelpOptions = true,
        version = "framescope 0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Runs the command line and ends the Java process with its exit status. */
    public static void main(String[] args) {
        // The provider that answers null when nobody sits at the terminal, on every Java.
        System.setProperty("jdk.console", "java.base");
        Terminal terminal =
                new Terminal(System.in, System.out, System.err, TerminalMode.isInteractive());
        int status = execute(args, terminal);
        System.out.flush();
        System.exit(status);
    }

    /**
     * Runs a command line in this process.
     *
     * @return the exit status, see {@link ExitStatus}
     */
    public static int execute(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return execute(args, new Terminal(in, out, err, false));
    }

    private static int execute(String[] args, Terminal terminal) {
        CommandLine commandLine =
                new CommandLine(new Main())
                        .addSubcommand(new RunCommand(terminal))
                        .addSubcommand(new DebugCommand(terminal))
                        .addSubcommand(new BenchCommand(terminal))
                        .addSubcommand(new CompareCommand(terminal))
                        .addSubcommand(new CommandLine.HelpCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(writer(terminal.out()))
                        .setErr(writer(terminal.err()))
                        .setExecutionExceptionHandler(
                                (e, command, result) -> failure(e, terminal.err()));
        return commandLine.execute(args);
    }

    private static int failure(Exception e, PrintStream err) throws Exception {
        if (e instanceof UnusableInputException) {
            err.println("framescope: " + e.getMessage());
            return ExitStatus.UNUSABLE;
        }
        throw e;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
