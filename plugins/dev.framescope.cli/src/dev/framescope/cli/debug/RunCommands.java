package dev.framescope.cli.debug;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.debugger.StepUnit;
import dev.framescope.debugger.stack.StackFrame;

import java.util.List;
import java.util.Optional;

/** Commands that let the machine run. */
final class RunCommands {
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
                    step(
                            "finish fin",
                            StepKind.RETURN,
                            StepUnit.LINE,
                            "run until the function has returned"),
                    ShellCommand.of(
                            "until u",
                            "ADDRESS",
                            "run until a hart is about to execute that instruction",
                            RunCommands::until));

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
        showSource(shell);
        if (stop.isPresent() && stop.get().kind() == SessionStop.Kind.STEP_IMPOSSIBLE) {
            throw new CommandFailure(stop.get().describe());
        }
    }

    private static void until(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        DebugSession session = shell.session();
        long address = Addresses.parse(shell, arguments.required(0, "an address"));
        if (shell.run(() -> session.runTo(session.codeLocation(address))).isPresent()) {
            showSource(shell);
        }
    }

    private static void showSource(Shell shell) throws CommandFailure, InterruptedException {
        StackFrame top = shell.await(shell.session().backtrace(shell.hart())).get(0);
        top.line()
                .flatMap(
                        line ->
                                SourceText.of(shell.session().kernel(), line.file())
                                        .map(text -> text.lines(line.line(), line.line(), 0)))
                .ifPresent(shell::print);
    }
}
