package dev.framescope.cli;

import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** {@code framescope run}: runs a kernel with its console on standard input and output. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a kernel with its console on standard input and output.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the guest switched itself off normally",
            "1:the guest is caught in a loop of traps, or the machine failed",
            "2:the kernel or an option cannot be used",
            "124:--timeout or --max-instructions was reached",
            "n:the code that the guest gave when it failed"
        })
final class RunCommand implements Callable<Integer> {
    private static final int EXIT_STATUS_MASK = 0xff;

    private final Terminal terminal;

    @Spec private CommandSpec spec;
    @Mixin private KernelOptions kernel;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Ends the run, with exit status 124, after this time.")
    private Double timeoutSeconds;

    @Option(
            names = "--max-instructions",
            paramLabel = "N",
            description = "Ends the run, with exit status 124, after N instructions of all harts.")
    private Long maxInstructions;

    @Option(
            names = "--dump-dtb",
            paramLabel = "FILE",
            description = "Writes the machine's device tree to a file, and runs nothing.")
    private Path deviceTreeDump;

    @Option(
            names = "--stats",
            description = {
                "Prints a line of JSON on standard error: instructions, wall_seconds,",
                "cpu_seconds (of the machine's thread) and guest_mips (by wall_seconds)."
            })
    private boolean stats;

    @Option(
            names = "--gdb",
            paramLabel = "PORT",
            description = {
                "Waits for GDB on this port of the loopback interface, or on any free one for 0,",
                "and leaves the run to it."
            })
    private Integer gdbPort;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnusableInputException, InterruptedException {
        if (deviceTreeDump != null) {
            return dumpDeviceTree();
        }
        if (!terminal.interactive()) {
            return runWithConsole();
        }
        TerminalMode mode = TerminalMode.sendKeysAtOnce();
        try {
            return runWithConsole();
        } finally {
            mode.end();
        }
    }

    private int dumpDeviceTree() throws UnusableInputException {
        MachineConfig config = kernel.load(IdlePolicy.SKIP).config();
        try {
            Files.write(deviceTreeDump, VirtMachine.deviceTree(config));
            return ExitStatus.OK;
        } catch (MachineException e) {
            throw new UnusableInputException(e.getMessage());
        } catch (IOException e) {
            throw new UnusableInputException(deviceTreeDump + ": cannot be written: " + e);
        }
    }

    private int runWithConsole() throws UnusableInputException, InterruptedException {
        IdlePolicy idle = terminal.interactive() ? IdlePolicy.PACED : IdlePolicy.SKIP;
        if (gdbPort != null) {
            return status(new GdbRun(kernel.load(idle), terminal).run(gdbPort));
        }
        return run(idle);
    }

    private int run(IdlePolicy idle) throws UnusableInputException, InterruptedException {
        RunLimit limit = limit();
        try (Machine machine = VirtMachine.create(kernel.load(idle).config());
                ConsoleLink console = ConsoleLink.connect(machine.console(), terminal)) {
            RunClock clock = RunClock.start(machine);
            machine.resume(limit);
            StopReason reason = machine.awaitStop();
            console.flush();
            if (stats) {
                terminal.err().println(clock.stop(reason).toJson());
            }
            return status(reason);
        } catch (MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    private RunLimit limit() {
        if (timeoutSeconds != null && !(timeoutSeconds > 0 && timeoutSeconds < 1e9)) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout must be a positive number of seconds");
        }
        if (maxInstructions != null && maxInstructions < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--max-instructions must not be negative");
        }
        return new RunLimit(
                maxInstructions == null ? OptionalLong.empty() : OptionalLong.of(maxInstructions),
                Optional.ofNullable(timeoutSeconds).map(s -> Duration.ofNanos((long) (s * 1e9))));
    }

    private int status(StopReason reason) {
        if (reason instanceof StopReason.GuestExit exit) {
            int status = exit.code() & EXIT_STATUS_MASK;
            return exit.code() != 0 && status == 0 ? ExitStatus.FAILED : status;
        }
        terminal.err().println("framescope: " + reason.describe());
        return switch (reason) {
            case StopReason.LimitReached limit -> ExitStatus.TIMEOUT;
            case StopReason.DeadlinePassed deadline -> ExitStatus.TIMEOUT;
            default -> ExitStatus.FAILED;
        };
    }
}
