package dev.framescope.cli.debug;

import dev.framescope.debugger.HartSnapshot;
import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.registers.RegisterValue;
import dev.framescope.debugger.stack.StackFrame;

import java.util.List;
import java.util.Locale;

/** Commands that show and change registers and memory. */
final class DataCommands {
    private static final int DEFAULT_BYTES = 64;
    private static final int MAX_BYTES = 1 << 20;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "backtrace bt",
                            "",
                            "the functions that called each other",
                            (shell, arguments) -> backtrace(shell)),
                    ShellCommand.of(
                            "registers r",
                            "[fp|csr|NAME]",
                            "the general or floating-point registers, all CSRs, or one register",
                            DataCommands::registers),
                    ShellCommand.of(
                            "set", "REGISTER VALUE", "change a register", DataCommands::set),
                    ShellCommand.of(
                            "x",
                            "ADDRESS [BYTES]",
                            "memory as the hart sees it",
                            (shell, arguments) -> dump(shell, arguments, false)),
                    ShellCommand.of(
                            "xp",
                            "ADDRESS [BYTES]",
                            "physical memory",
                            (shell, arguments) -> dump(shell, arguments, true)),
                    ShellCommand.of(
                            "harts",
                            "",
                            "what every hart is doing",
                            (shell, arguments) -> harts(shell)),
                    ShellCommand.of(
                            "hart", "NUMBER", "look at this hart from now on", DataCommands::hart));

    private DataCommands() {}

    private static void backtrace(Shell shell) throws CommandFailure, InterruptedException {
        for (StackFrame frame : shell.await(shell.session().backtrace(shell.hart()))) {
            shell.print(frame.describe());
        }
    }

    private static void registers(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        List<RegisterGroup> groups = shell.await(shell.session().registers(shell.hart()));
        if (arguments.count() == 0) {
            print(shell, group(groups, RegisterModel.GENERAL));
        } else if (arguments.words().get(0).equalsIgnoreCase("fp")) {
            print(shell, group(groups, RegisterModel.FLOATING_POINT));
        } else if (arguments.words().get(0).equalsIgnoreCase("csr")) {
            groups.forEach(group -> printCsrs(shell, group));
        } else {
            RegisterId wanted = named(arguments.words().get(0));
            for (RegisterGroup group : groups) {
                group.registers().stream()
                        .filter(value -> value.id().equals(wanted))
                        .forEach(value -> shell.print(line(value)));
            }
        }
    }

    private static RegisterGroup group(List<RegisterGroup> groups, String name)
            throws CommandFailure {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("the hart has no registers: " + name));
    }

    private static void printCsrs(Shell shell, RegisterGroup group) {
        List<RegisterValue> csrs =
                group.registers().stream()
                        .filter(value -> value.id() instanceof RegisterId.Csr)
                        .toList();
        if (!csrs.isEmpty()) {
            print(shell, new RegisterGroup(group.name(), csrs));
        }
    }

    private static void set(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        RegisterId register = named(arguments.required(0, "a register"));
        long value = Addresses.parse(shell, arguments.required(1, "a value"));
        shell.await(shell.session().setRegister(shell.hart(), register, value));
    }

    private static void dump(Shell shell, Arguments arguments, boolean physical)
            throws CommandFailure, InterruptedException {
        long address = Addresses.parse(shell, arguments.required(0, "an address"));
        int length = Math.min(arguments.number(1, DEFAULT_BYTES), MAX_BYTES);
        byte[] bytes =
                shell.await(
                        physical
                                ? shell.session().readPhysical(address, length)
                                : shell.session().readVirtual(shell.hart(), address, length));
        if (bytes.length > 0) {
            shell.print(HexDump.of(address, bytes));
        }
        if (bytes.length < length) {
            throw new CommandFailure(
                    "no memory at "
                            + (physical ? "physical address " : "virtual address ")
                            + Numbers.hex(address + bytes.length));
        }
    }

    private static void harts(Shell shell) throws CommandFailure, InterruptedException {
        for (HartSnapshot hart : shell.await(shell.session().harts())) {
            shell.print(
                    String.format(
                            Locale.ROOT,
                            "%s hart %d  %-7s  %s-mode  pc %s  %s  satp %s  instructions %s",
                            hart.id() == shell.hart() ? "*" : " ",
                            hart.id(),
                            hart.state().name().toLowerCase(Locale.ROOT),
                            hart.privilege().letter(),
                            Numbers.hex(hart.pc()),
                            hart.location(),
                            Numbers.hex(hart.satp()),
                            Numbers.grouped(hart.instructions())));
        }
    }

    private static void hart(Shell shell, Arguments arguments) throws CommandFailure {
        long number = Numbers.parse(arguments.required(0, "a number"));
        int harts = shell.session().machine().config().harts();
        if (number < 0 || number >= harts) {
            throw new CommandFailure("no hart " + number + "; the machine has " + harts);
        }
        shell.selectHart((int) number);
    }

    private static RegisterId named(String name) throws CommandFailure {
        return RegisterModel.named(name.startsWith("$") ? name.substring(1) : name)
                .orElseThrow(() -> new CommandFailure("no register named " + name));
    }

    private static void print(Shell shell, RegisterGroup group) {
        shell.print(group.name() + ":");
        group.registers().forEach(value -> shell.print(line(value)));
    }

    private static String line(RegisterValue value) {
        return String.format(
                        Locale.ROOT,
                        "  %-12s %s  %s",
                        value.name(),
                        Numbers.hex16(value.value()),
                        value.meaning())
                .stripTrailing();
    }
}
