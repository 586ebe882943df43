package dev.framescope.cli.debug;

import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.registers.RegisterValue;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.debugger.variables.ValueNode;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Numbers as they are typed: a number, an expression in the selected frame, a register without its
 * dollar sign, or a symbol. The names of floating-point registers, such as {@code f1}, are symbols
 * without a dollar sign. What is no number, such as a structure or a function, stands for its
 * address.
 */
final class Evaluator {
    private Evaluator() {}

    /** The value of what was typed. */
    static long number(Shell shell, String text) throws CommandFailure, InterruptedException {
        if (Numbers.isNumber(text)) {
            return Numbers.parse(text);
        }
        boolean dollar = text.startsWith("$");
        Optional<RegisterId> register = RegisterModel.named(dollar ? text.substring(1) : text);
        if (register.isPresent() && dollar) {
            return register(shell, register.get(), text);
        }
        try {
            return evaluated(shell, text);
        } catch (CommandFailure e) {
            if (register.isPresent() && !(register.get() instanceof RegisterId.FloatingPoint)) {
                return register(shell, register.get(), text);
            }
            return symbol(shell, text).orElseThrow(() -> e);
        }
    }

    /** The value of an expression in the selected frame. */
    static ValueNode value(Shell shell, String expression)
            throws CommandFailure, InterruptedException {
        return shell.await(shell.session().values().evaluate(shell.frame(), expression));
    }

    private static OptionalLong symbol(Shell shell, String text) {
        return shell.session().programs().stream()
                .map(program -> program.symbols().symbolAddress(text))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }

    private static long evaluated(Shell shell, String text)
            throws CommandFailure, InterruptedException {
        ValueNode node = value(shell, text);
        String number = node.editText();
        if (Numbers.isNumber(number)) {
            return Numbers.parse(number);
        }
        return switch (node.place().orElse(null)) {
            case ValuePlace.Memory memory -> memory.address();
            case ValuePlace.PhysicalMemory memory -> memory.paddr();
            case null, default ->
                    throw new CommandFailure(text + " is " + node.text() + ": no number");
        };
    }

    private static long register(Shell shell, RegisterId register, String text)
            throws CommandFailure, InterruptedException {
        for (RegisterGroup group : shell.await(shell.session().registers(shell.hart()))) {
            for (RegisterValue value : group.registers()) {
                if (value.id().equals(register)) {
                    return value.value();
                }
            }
        }
        throw new CommandFailure("the hart has no register " + text);
    }
}
