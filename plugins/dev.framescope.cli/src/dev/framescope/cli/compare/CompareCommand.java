package dev.framescope.cli.compare;

import dev.framescope.cli.ExitStatus;
import dev.framescope.cli.Terminal;
import dev.framescope.cli.UnusableInputException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code framescope compare}: random programs here and in QEMU. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs random programs here and in QEMU, and compares.",
            "The states are compared after every block of instructions. The same seed gives the",
            "same programs. Ends with status 1 if there is a difference, and tells it: the block's",
            "code, and both states."
        })
public final class CompareCommand implements Callable<Integer> {
    /** Of a program. Beyond, more programs are made. */
    private static final int MOST_BLOCKS = 2_048;

    private static final int PASSES = 16;
    private static final int INSTRUCTIONS_PER_BLOCK = 20;

    private final Terminal terminal;

    @Spec private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What the first programs are made from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--instructions",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many random instructions at least (default: ${DEFAULT-VALUE}).")
    private long instructions;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            split = ",",
            description = "Which programs: ${COMPLETION-CANDIDATES} (default: all).")
    private Mode[] modes = Mode.values();

    @Option(
            names = "--qemu",
            paramLabel = "PROGRAM",
            defaultValue = "qemu-system-riscv64",
            description = "Which QEMU to compare with (default: ${DEFAULT-VALUE}).")
    private String qemu;

    public CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnusableInputException, InterruptedException {
        if (instructions < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--instructions must be greater than 0");
        }
        Comparison comparison = new Comparison(new MachineRunner(), new QemuRunner(qemu));
        boolean same = true;
        for (Mode mode : modes) {
            same &= compare(comparison, mode, (instructions - 1) / modes.length + 1);
        }
        return same ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** Runs so many instructions of a mode, or up to the first difference. */
    private boolean compare(Comparison comparison, Mode mode, long wanted)
            throws UnusableInputException, InterruptedException {
        long done = 0;
        for (long next = seed; done < wanted; next++) {
            long blocks = (wanted - done) / (PASSES * INSTRUCTIONS_PER_BLOCK) + 1;
            Program program = new Program(mode, next, (int) Math.min(blocks, MOST_BLOCKS), PASSES);
            Optional<String> difference = comparison.difference(program);
            if (difference.isPresent()) {
                terminal.out().print(difference.get());
                return false;
            }
            done += program.instructions();
        }
        terminal.out()
                .println(
                        String.format(
                                Locale.ROOT,
                                "%-10s %,12d random instructions: no difference",
                                mode.text(),
                                done));
        return true;
    }
}
