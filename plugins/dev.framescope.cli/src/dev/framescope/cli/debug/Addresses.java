package dev.framescope.cli.debug;

import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.registers.RegisterValue;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Addresses as they are typed: a number, a register ({@code sp} or {@code $sp}), or a symbol. The
 * names of floating-point registers, such as {@code f1}, are symbols without a dollar sign.
 */
final class Addresses {
    private Addresses() {}

    static long parse(Shell shell, String text) throws CommandFailure, InterruptedException {
        if (Numbers.looksNumeric(text)) {
            return Numbers.parse(text);
        }
        boolean dollar = text.startsWith("$");
        Optional<RegisterId> register = RegisterModel.named(dollar ? text.substring(1) : text);
        if (register.isPresent()
                && (dollar || !(register.get() instanceof RegisterId.FloatingPoint))) {
            return value(shell, register.get(), text);
        }
        OptionalLong symbol = shell.session().kernel().symbols().symbolAddress(text);
        return symbol.orElseThrow(
                () -> new CommandFailure(text + " is no number, register or symbol"));
    }

    private static long value(Shell shell, RegisterId register, String text)
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
