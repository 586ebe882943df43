package dev.framescope.cli.debug;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.debugger.variables.ValueNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Commands that show the stack, choose a frame, and show its variables. */
final class StackCommands {
    private static final int MAX_FRAMES = 100;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "backtrace bt where",
                            "[FRAMES]",
                            "the functions that called each other, with their arguments",
                            StackCommands::backtrace),
                    ShellCommand.of(
                            "frame f",
                            "[LEVEL]",
                            "look at a frame of the stack from now on, or show which it is",
                            StackCommands::frame),
                    ShellCommand.of(
                            "up",
                            "[FRAMES]",
                            "look at the caller",
                            (shell, arguments) -> move(shell, arguments.number(0, 1))),
                    ShellCommand.of(
                            "down",
                            "[FRAMES]",
                            "look at what the frame has called",
                            (shell, arguments) -> move(shell, -arguments.number(0, 1))),
                    ShellCommand.of(
                            "locals",
                            "",
                            "the local variables of the frame",
                            (shell, arguments) -> variables(shell, ValueNode.Kind.LOCAL)),
                    ShellCommand.of(
                            "args",
                            "",
                            "the arguments of the frame's function",
                            (shell, arguments) -> variables(shell, ValueNode.Kind.PARAMETER)));

    private StackCommands() {}

    private static void backtrace(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        List<StackFrame> stack = shell.stack();
        int count = Math.min(arguments.number(0, MAX_FRAMES), stack.size());
        for (StackFrame frame : stack.subList(0, count)) {
            shell.print(describe(shell, frame));
            frame.note().ifPresent(note -> shell.print("    " + note));
        }
        if (count < stack.size()) {
            shell.print("(" + (stack.size() - count) + " more)");
        }
    }

    private static void frame(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        if (arguments.count() > 0) {
            shell.selectFrame(Places.level(shell, arguments.words().getFirst()));
        }
        showFrame(shell);
    }

    private static void move(Shell shell, int by) throws CommandFailure, InterruptedException {
        int level = shell.frame().level();
        int last = shell.stack().size() - 1;
        if (by > 0 && level == last || by < 0 && level == 0) {
            throw new CommandFailure(
                    by > 0
                            ? "the frame has no caller that is known"
                            : "this is the innermost frame");
        }
        shell.selectFrame(Math.clamp((long) level + by, 0, last));
        showFrame(shell);
    }

    private static void showFrame(Shell shell) throws CommandFailure, InterruptedException {
        StackFrame frame = shell.selectedFrame();
        shell.print(describe(shell, frame));
        SourceText.ofFrame(frame).ifPresent(shell::print);
    }

    private static void variables(Shell shell, ValueNode.Kind kind)
            throws CommandFailure, InterruptedException {
        List<ValueNode> found = variables(shell, shell.frame(), kind);
        if (found.isEmpty()) {
            shell.print(kind == ValueNode.Kind.LOCAL ? "no local variables" : "no arguments");
        }
        for (ValueNode variable : found) {
            shell.print(variable.typeName() + " " + variable.name() + " = " + variable.text());
        }
    }

    private static List<ValueNode> variables(Shell shell, FrameId frame, ValueNode.Kind kind)
            throws CommandFailure, InterruptedException {
        return shell.await(shell.session().values().variables(frame)).stream()
                .filter(
                        node ->
                                node.kind() == kind
                                        || kind == ValueNode.Kind.LOCAL
                                                && node.kind() == ValueNode.Kind.STATIC)
                .toList();
    }

    private static String describe(Shell shell, StackFrame frame)
            throws CommandFailure, InterruptedException {
        String arguments =
                variables(shell, new FrameId(frame.hart(), frame.level()), ValueNode.Kind.PARAMETER)
                        .stream()
                        .map(node -> node.name() + "=" + node.text())
                        .collect(Collectors.joining(", "));
        return frame.describe()
                + (arguments.isEmpty() ? "" : " (" + arguments + ")")
                + (frame.inlined() ? " [inlined]" : "")
                + program(frame).orElse("");
    }

    /** Whose code it is, unless the kernel's. */
    private static Optional<String> program(StackFrame frame) {
        return frame.program()
                .filter(program -> program.scope() != ProgramScope.KERNEL)
                .map(
                        program ->
                                " ["
                                        + program.name()
                                        + ", "
                                        + frame.privilege().letter()
                                        + "-mode]");
    }
}
