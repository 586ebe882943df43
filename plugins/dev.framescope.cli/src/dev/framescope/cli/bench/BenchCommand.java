package dev.framescope.cli.bench;

import dev.framescope.cli.ExitStatus;
import dev.framescope.cli.Terminal;
import dev.framescope.cli.UnusableInputException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code framescope bench}: how fast this machine is, beside QEMU in the same minute. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures guest instructions a second, here and in QEMU if it is installed.",
            "By wall clock and by processor time: of the machine's thread here, of the whole",
            "process of QEMU. Of several runs the fastest counts; of QEMU's, its start-up time is",
            "taken off, which is that of a guest that does nothing.",
            "Then what the debugger does, beside GDB at QEMU if they are installed."
        })
public final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Prints one line of JSON in place of the table.")
    private boolean json;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many runs of each guest (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Longer or shorter runs (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(
            names = "--qemu",
            paramLabel = "PROGRAM",
            defaultValue = "qemu-system-riscv64",
            description = "Which QEMU to compare with (default: ${DEFAULT-VALUE}).")
    private String qemuProgram;

    @Option(
            names = "--gdb",
            paramLabel = "PROGRAM",
            defaultValue = "gdb-multiarch",
            description = "Which GDB to measure the GDB server with (default: ${DEFAULT-VALUE}).")
    private String gdbProgram;

    public BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnusableInputException, InterruptedException {
        if (repeat < 1 || !(scale > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--repeat and --scale must be greater than 0");
        }
        QemuBench qemu = new QemuBench(qemuProgram);
        boolean withQemu = isInstalled(qemuProgram, "nothing to compare with");
        boolean withGdb = isInstalled(gdbProgram, "its steps are not measured");
        List<BenchResult> results = new ArrayList<>();
        Bench bench = new Bench(repeat, withQemu ? Optional.of(qemu) : Optional.empty());
        for (BenchGuest guest : BenchGuest.MEASURED) {
            results.add(bench.measure(guest, Math.max(1, Math.round(guest.rounds() * scale))));
        }
        DebuggerBench debugger =
                new DebuggerBench(
                        scale,
                        withGdb ? Optional.of(new GdbBench(gdbProgram)) : Optional.empty(),
                        withQemu ? Optional.of(qemuProgram) : Optional.empty());
        print(results, debugger.measure());
        return ExitStatus.OK;
    }

    private boolean isInstalled(String program, String without) throws InterruptedException {
        boolean installed = InstalledProgram.isThere(program);
        if (!installed) {
            terminal.err().println("framescope: " + program + " is not installed; " + without);
        }
        return installed;
    }

    private void print(List<BenchResult> results, List<DebugFigure> figures) {
        if (json) {
            terminal.out()
                    .println(
                            Stream.concat(
                                            results.stream().map(BenchResult::toJson),
                                            figures.stream().map(DebugFigure::toJson))
                                    .collect(Collectors.joining(",", "[", "]")));
            return;
        }
        terminal.out().println(BenchResult.header());
        results.forEach(result -> terminal.out().println(result.toLine()));
        terminal.out().println();
        terminal.out().println(DebugFigure.header());
        figures.forEach(figure -> terminal.out().println(figure.toLine()));
    }
}
