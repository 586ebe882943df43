package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.symbols.type.Type;

import java.util.List;
import java.util.Optional;

/** Commands that show and change values by expressions. */
final class ValueCommands {
    private static final String DETAILS =
            """
            FORMAT is x (hexadecimal), d, u, o, t or b (binary), c (characters), s (strings).
            EXPR is as in C or Rust, with registers ($a0, $satp.PPN), ranges (a[0]@16) and physical
            memory (phys(0x80200000)).\
            """;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                                    "print p",
                                    "[/FORMAT] EXPR",
                                    "the value of an expression",
                                    ValueCommands::print)
                            .withDetails(DETAILS)
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                                    "set",
                                    "EXPR = EXPR | REGISTER VALUE",
                                    "change a variable, memory or a register",
                                    ValueCommands::set)
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                                    "whatis",
                                    "EXPR",
                                    "the type of an expression",
                                    (shell, arguments) -> whatIs(shell, arguments))
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                                    "ptype",
                                    "EXPR|TYPE",
                                    "what a type is made of, with offsets and sizes",
                                    ValueCommands::printType)
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                                    "display",
                                    "[EXPR]",
                                    "show a value at every stop; without EXPR all of them now",
                                    ValueCommands::display)
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                            "undisplay",
                            "[NUMBER...]",
                            "show it no more; without numbers none",
                            ValueCommands::undisplay));

    private ValueCommands() {}

    private static void print(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        ValueNode value = Evaluator.value(shell, arguments.requiredText("an expression"));
        shell.print(value.text());
    }

    private static void set(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String text = arguments.requiredText("what is to be changed");
        if (arguments.count() == 2 && !arguments.words().get(1).startsWith("=")) {
            setRegister(shell, arguments.words().get(0), arguments.words().get(1));
            return;
        }
        Optional<Assignment> assignment = Assignment.of(text);
        if (assignment.isEmpty()) {
            throw new CommandFailure("set needs an = between what is changed and its new value");
        }
        ValueNode changed =
                shell.await(
                        shell.session()
                                .values()
                                .assign(
                                        shell.frame(),
                                        assignment.get().target(),
                                        assignment.get().value()));
        shell.print(assignment.get().target() + " = " + changed.text());
    }

    private static void setRegister(Shell shell, String name, String value)
            throws CommandFailure, InterruptedException {
        RegisterId register =
                RegisterModel.named(name.startsWith("$") ? name.substring(1) : name)
                        .orElseThrow(() -> new CommandFailure("no register named " + name));
        long number = Evaluator.number(shell, value);
        shell.await(shell.session().setRegister(shell.hart(), register, number));
    }

    /**
     * An assignment as it is typed.
     *
     * @param target what is before the first = that is no comparison
     * @param value what is behind it
     */
    private record Assignment(String target, String value) {
        static Optional<Assignment> of(String text) throws CommandFailure {
            int at = 0;
            while (at < text.length()) {
                boolean compares =
                        at + 1 < text.length() && text.charAt(at + 1) == '='
                                || at > 0 && "=<>!".indexOf(text.charAt(at - 1)) >= 0;
                if (text.charAt(at) == '=' && !compares) {
                    return Optional.of(
                            new Assignment(
                                    text.substring(0, at).strip(), text.substring(at + 1).strip()));
                }
                at = CommandLineParser.afterToken(text, at);
            }
            return Optional.empty();
        }
    }

    private static void whatIs(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        shell.print(Evaluator.value(shell, arguments.requiredText("an expression")).typeName());
    }

    private static void printType(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String text = arguments.requiredText("an expression or the name of a type");
        Optional<Type> named = type(shell, text);
        if (named.isPresent()) {
            shell.print(TypeText.of(named.get()));
            return;
        }
        String name = Evaluator.value(shell, text).typeName();
        Optional<Type> target = type(shell, TypeText.targetName(name));
        shell.print(target.map(type -> TypeText.of(name, type)).orElse(name));
    }

    /** A type by name: in the program of the selected frame, then in the others. */
    private static Optional<Type> type(Shell shell, String name)
            throws CommandFailure, InterruptedException {
        Optional<Program> here = shell.selectedFrame().program();
        Optional<Type> found = here.flatMap(program -> first(program, name));
        return found.or(
                () ->
                        shell.session().programs().stream()
                                .flatMap(program -> first(program, name).stream())
                                .findFirst());
    }

    private static Optional<Type> first(Program program, String name) {
        return program.symbols().types(name).stream().findFirst();
    }

    private static void display(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        if (arguments.text().isEmpty()) {
            shell.displays().show(shell);
            return;
        }
        Evaluator.value(shell, arguments.text());
        shell.displays().show(shell, shell.displays().add(arguments.text()));
    }

    private static void undisplay(Shell shell, Arguments arguments) throws CommandFailure {
        if (arguments.count() == 0) {
            shell.displays().clear();
        }
        for (String word : arguments.words()) {
            if (!shell.displays().remove((int) Numbers.parse(word))) {
                throw new CommandFailure("no display " + word + "; see: display");
            }
        }
    }
}
