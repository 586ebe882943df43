package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.machine.CodeLocation;
import dev.framescope.symbols.SourceLine;

import java.util.List;
import java.util.Optional;

/** Commands that let the machine run. */
final class RunCommands {
    private static final String LINES = "LINE|FILE:LINE|FUNCTION|ADDRESS";

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "continue c",
                            "[TIMES]",
                            "run until something stops the machine",
                            (shell, arguments) ->
                                    repeat(
                                            shell,
                                            arguments,
                                            SessionStop.Kind.BREAKPOINT,
                                            shell.session()::resume)),
                    step("step s", StepKind.INTO, StepUnit.LINE, "go to the next line, into calls"),
                    step("next n", StepKind.OVER, StepUnit.LINE, "go to the next line, over calls"),
                    step("stepi si", StepKind.INTO, StepUnit.INSTRUCTION, "execute an instruction"),
                    step(
                            "nexti ni",
                            StepKind.OVER,
                            StepUnit.INSTRUCTION,
                            "execute an instruction, over calls"),
                    ShellCommand.of(
                            "finish fin",
                            "[TIMES]",
                            "run until the function of the selected frame has returned",
                            (shell, arguments) ->
                                    repeat(
                                            shell,
                                            arguments,
                                            SessionStop.Kind.STEP_END,
                                            () -> finish(shell))),
                    ShellCommand.of(
                                    "until u",
                                    LINES,
                                    "run until a hart comes there",
                                    RunCommands::until)
                            .completing(Hint.Kind.PLACE),
                    ShellCommand.of(
                                    "jump j",
                                    LINES + " [force]",
                                    "go on from there; executes nothing in between",
                                    RunCommands::jump)
                            .withDetails("With force also out of the function that the hart is in.")
                            .completing(Hint.Kind.PLACE, Hint.Keywords.of("force")),
                    ShellCommand.of(
                            "drop",
                            "[LEVEL]",
                            "go back to a caller, before its call; memory stays as it is",
                            RunCommands::drop),
                    ShellCommand.of(
                                    "stepping",
                                    "[one|all|skip function|file REGEX|clear]",
                                    "how steps are made: who runs meanwhile, what is stepped over",
                                    StepSettings::change)
                            .withDetails(
                                    """
                                    one                  only the hart that is stepped runs
                                    all                  all harts run while a call is stepped over
                                    skip function REGEX  do not step into these functions
                                    skip file REGEX      nor into those of these files
                                    clear                skip nothing\
                                    """)
                            .completing(
                                    Hint.Keywords.of(
                                            "one", "all", "skip", "clear", "function", "file")),
                    ShellCommand.of(
                            "interrupt",
                            "",
                            "stop a machine that another debugger lets run",
                            (shell, arguments) -> shell.interrupt()));

    private RunCommands() {}

    private static ShellCommand step(String names, StepKind kind, StepUnit unit, String summary) {
        return ShellCommand.of(
                names,
                "[TIMES]",
                summary,
                (shell, arguments) ->
                        repeat(
                                shell,
                                arguments,
                                SessionStop.Kind.STEP_END,
                                () -> shell.session().step(shell.hart(), kind, unit)));
    }

    /** Out of the selected frame; when it is repeated, that is the innermost again. */
    private static void finish(Shell shell) {
        shell.session().stepOut(shell.hart(), shell.frame().level());
    }

    /** Repeats a run as long as it ends as expected; shows where the last one ended. */
    private static void repeat(
            Shell shell, Arguments arguments, SessionStop.Kind expected, Runnable run)
            throws CommandFailure, InterruptedException {
        int times = arguments.number(0, 1);
        Optional<SessionStop> stop = Optional.empty();
        for (int i = 0; i < times; i++) {
            stop = shell.run(run);
            if (stop.isEmpty()) {
                return;
            }
            if (stop.get().kind() != expected) {
                break;
            }
        }
        showStop(shell, stop);
    }

    private static void until(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        DebugSession session = shell.session();
        String text = arguments.requiredText("a line, a function or an address");
        Optional<SourceLine> line = Places.line(shell, text);
        if (line.isPresent()) {
            String file = line.get().file();
            go(shell, () -> session.runToLine(file, line.get().line()));
        } else {
            CodeLocation location = session.codeLocation(Places.address(shell, text));
            go(shell, () -> session.runTo(location));
        }
    }

    private static void jump(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String text = arguments.requiredText("a line, a function or an address");
        boolean force = text.endsWith(" force");
        String place = force ? text.substring(0, text.lastIndexOf(' ')).strip() : text;
        long pc = Places.address(shell, place);
        go(shell, () -> shell.session().jump(shell.hart(), pc, force));
    }

    private static void drop(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        int selected = Math.max(1, shell.frame().level());
        int level =
                arguments.count() == 0
                        ? selected
                        : Places.level(shell, arguments.words().getFirst());
        if (level == 0) {
            throw new CommandFailure("the hart is in frame 0 already; drop to a caller");
        }
        go(shell, () -> shell.session().dropToFrame(shell.hart(), level));
    }

    private static void go(Shell shell, Runnable run) throws CommandFailure, InterruptedException {
        showStop(shell, shell.run(run));
    }

    private static void showStop(Shell shell, Optional<SessionStop> stop)
            throws CommandFailure, InterruptedException {
        if (stop.isEmpty()) {
            return;
        }
        SourceText.ofFrame(shell.selectedFrame()).ifPresent(shell::print);
        shell.displays().show(shell);
    }
}
