package dev.framescope.cli;

import dev.framescope.cli.debug.CommandFailure;
import dev.framescope.cli.debug.LineEditor;
import dev.framescope.cli.debug.Shell;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionConfig;
import dev.framescope.debugger.program.ProgramFile;
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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code framescope debug}: the debugger as a shell, typed at or scripted. */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Debugs a kernel: breakpoints, stepping, and what the memory is, as text.",
            "Commands come from --exec, --exec-file or standard input; 'help' lists them.",
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
            names = "--program",
            paramLabel = "FILE[:SCOPE]",
            converter = ProgramOption.class,
            description = {
                "A program that the kernel runs, for its symbols; may be given several times.",
                "SCOPE: user (the default), kernel, firmware, everywhere, or space and the page",
                "number of a page-table root (FILE:space 0x80234)."
            })
    private List<ProgramFile> programs = new ArrayList<>();

    @Option(
            names = "--gdb",
            paramLabel = "PORT",
            description = {
                "Lets GDB debug the machine too, on this port of the loopback interface, or on any",
                "free one for 0."
            })
    private Integer gdbPort;

    @Option(
            names = {"-x", "--exec-file"},
            paramLabel = "FILE",
            description = "Commands, one or more on a line, in place of standard input.")
    private Path commandFile;

    @Option(
            names = "--exec",
            paramLabel = "COMMANDS",
            description = {
                "Commands separated by semicolons, in place of standard input; after those of",
                "--exec-file."
            })
    private String commands;

    DebugCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnusableInputException, InterruptedException {
        String script = script();
        try (DebugSession session = start();
                Shell shell = new Shell(session, terminal.out())) {
            if (gdbPort != null) {
                shell.serveGdb(gdbPort);
            }
            return script == null ? interact(shell) : execute(shell, script);
        } catch (CommandFailure e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    /** The commands that the options give; null if a person is to type them. */
    private String script() throws UnusableInputException {
        if (commandFile == null) {
            return commands;
        }
        try {
            String file = Files.readString(commandFile);
            return commands == null ? file : file + "\n" + commands;
        } catch (NoSuchFileException e) {
            throw new UnusableInputException(commandFile + ": no such file");
        } catch (IOException e) {
            throw new UnusableInputException(commandFile + ": cannot be read: " + e.getMessage());
        }
    }

    private DebugSession start() throws UnusableInputException {
        IdlePolicy idle = terminal.interactive() ? IdlePolicy.PACED : IdlePolicy.SKIP;
        try {
            SessionConfig config = SessionConfig.of(kernel.machineSetup(idle));
            for (ProgramFile program : programs) {
                config = config.withProgram(program.path(), program.scope());
            }
            return DebugSession.start(config);
        } catch (IllegalArgumentException | SymbolException | MachineException e) {
            throw new UnusableInputException(e.getMessage());
        }
    }

    private int execute(Shell shell, String script) throws InterruptedException {
        try {
            shell.execute(script);
            return ExitStatus.OK;
        } catch (CommandFailure e) {
            terminal.err().println("framescope: " + e.getMessage());
            return ExitStatus.UNUSABLE;
        }
    }

    /** A failed command does not end the session here: a person can try again. */
    private int interact(Shell shell) throws InterruptedException, UnusableInputException {
        Optional<LineEditor> editor =
                terminal.interactive() ? LineEditor.open(shell) : Optional.empty();
        try {
            if (editor.isEmpty()) {
                readLines(shell);
                return ExitStatus.OK;
            }
            try (LineEditor lines = editor.get()) {
                editLines(shell, lines);
            }
        } catch (IOException e) {
            throw new UnusableInputException("standard input: " + e.getMessage());
        }
        return ExitStatus.OK;
    }

    /** An empty line repeats the command before, if that was a step or the like. */
    private void editLines(Shell shell, LineEditor editor) throws InterruptedException {
        String before = "";
        Optional<String> line = editor.readLine();
        while (line.isPresent()) {
            String typed = line.get().isBlank() ? before : line.get();
            before = shell.isRepeatable(typed) ? typed : "";
            tryToExecute(shell, typed);
            if (shell.hasQuit()) {
                return;
            }
            line = editor.readLine();
        }
    }

    private void readLines(Shell shell) throws IOException, InterruptedException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        while (!shell.hasQuit()) {
            if (terminal.interactive()) {
                shell.output().prompt();
            }
            String line = reader.readLine();
            if (line == null) {
                return;
            }
            tryToExecute(shell, line);
        }
    }

    private void tryToExecute(Shell shell, String line) throws InterruptedException {
        try {
            shell.execute(line);
        } catch (CommandFailure e) {
            terminal.err().println("framescope: " + e.getMessage());
        }
    }
}
