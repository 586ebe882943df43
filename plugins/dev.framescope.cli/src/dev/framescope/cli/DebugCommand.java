package dev.framescope.cli;

import dev.framescope.cli.debug.CommandFailure;
import dev.framescope.cli.debug.Shell;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.machine.IdlePolicy;
import dev.framescope.machine.MachineException;
import dev.framescope.symbols.SymbolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code framescope debug}: the debugger as a shell, typed at or scripted. */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Debugs a kernel: breakpoints, stepping, and what the memory is, as text.",
            "Commands come from --exec or from standard input; 'help' lists them.",
            "The guest's console is printed as it comes."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all commands were carried out",
            "2:the kernel or an option cannot be used, or a command of --exec failed"
        })
final class DebugCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private KernelOptions kernel;

    @Option(
            names = "--exec",
            paramLabel = "COMMANDS",
            description = "Commands separated by semicolons, in place of standard input.")
    private String commands;

    DebugCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnusableInputException, InterruptedException {
        try (DebugSession session = start();
                Shell shell = new Shell(session, terminal.out())) {
            return commands == null ? interact(shell) : execute(shell);
        }
    }

    private DebugSession start() throws UnusableInputException {
        IdlePolicy idle = terminal.interactive() ? IdlePolicy.PACED : IdlePolicy.SKIP;
        try {
            return DebugSession.start(SessionConfig.of(kernel.machineSetup(idle)));
        } catch (IllegalArgumentException | SymbolException | MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    private int execute(Shell shell) throws InterruptedException {
        try {
            shell.execute(commands);
            return ExitStatus.OK;
        } catch (CommandFailure e) {
            terminal.err().println("framescope: " + e.getMessage());
            return ExitStatus.UNUSABLE;
        }
    }

    /** A failed command does not end the session here: a person can try again. */
    private int interact(Shell shell) throws InterruptedException, UnusableInputException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        try {
            while (!shell.hasQuit()) {
                if (terminal.interactive()) {
                    shell.prompt();
                }
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                try {
                    shell.execute(line);
                } catch (CommandFailure e) {
                    terminal.err().println("framescope: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UnusableInputException("standard input: " + e.getMessage());
        }
        return ExitStatus.OK;
    }
}
