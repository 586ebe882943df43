package dev.framescope.cli.bench;

import dev.framescope.cli.ExitStatus;
import dev.framescope.cli.RunClock;
import dev.framescope.cli.Terminal;
import dev.framescope.cli.UnusableInputException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code framescope bench}: how fast this machine is, beside QEMU in the same minute. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures guest instructions a second, here and in QEMU if it is installed.",
            "Of several runs the fastest counts. QEMU's figure is by wall clock without its",
            "start-up time, which is that of a guest that does nothing."
        })
public final class BenchCommand implements Callable<Integer> {
    /** QEMU does more rounds, or its run would be too short to be measured. */
    private static final int QEMU_FACTOR = 8;

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
        boolean withQemu = qemu.isInstalled();
        if (!withQemu) {
            terminal.err()
                    .println(
                            "framescope: "
                                    + qemuProgram
                                    + " is not installed; nothing to compare with");
        }
        long empty = MachineBench.run(BenchGuest.EMPTY, 1).instructions();
        double startUp = withQemu ? fastest(qemu, BenchGuest.EMPTY, 1) : 0;
        List<BenchResult> results = new ArrayList<>();
        for (BenchGuest guest :
                List.of(BenchGuest.INTEGER, BenchGuest.WALK, BenchGuest.ALLOCATOR)) {
            long rounds = Math.max(1, Math.round(guest.rounds() * scale));
            RunClock.Stats best = fastest(guest, rounds);
            OptionalDouble qemuMips = OptionalDouble.empty();
            if (withQemu) {
                double seconds = fastest(qemu, guest, rounds * QEMU_FACTOR) - startUp;
                double work = (double) (best.instructions() - empty) * QEMU_FACTOR;
                qemuMips = OptionalDouble.of(work / seconds / 1e6);
            }
            results.add(new BenchResult(guest, best.instructions(), best.guestMips(), qemuMips));
        }
        print(results);
        return ExitStatus.OK;
    }

    private RunClock.Stats fastest(BenchGuest guest, long rounds) throws InterruptedException {
        RunClock.Stats best = MachineBench.run(guest, rounds);
        for (int i = 1; i < repeat; i++) {
            RunClock.Stats next = MachineBench.run(guest, rounds);
            best = next.wallSeconds() < best.wallSeconds() ? next : best;
        }
        return best;
    }

    private double fastest(QemuBench qemu, BenchGuest guest, long rounds)
            throws UnusableInputException, InterruptedException {
        double best = qemu.seconds(guest, rounds);
        for (int i = 1; i < repeat; i++) {
            best = Math.min(best, qemu.seconds(guest, rounds));
        }
        return best;
    }

    private void print(List<BenchResult> results) {
        if (json) {
            terminal.out()
                    .println(
                            results.stream()
                                    .map(BenchResult::toJson)
                                    .collect(Collectors.joining(",", "[", "]")));
        } else {
            terminal.out().println(BenchResult.header());
            results.forEach(result -> terminal.out().println(result.toLine()));
        }
    }
}
