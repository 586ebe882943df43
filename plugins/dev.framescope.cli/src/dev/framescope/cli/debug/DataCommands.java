package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.HartSnapshot;
import dev.framescope.debugger.registers.RegisterField;
import dev.framescope.debugger.registers.RegisterFields;
import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.registers.RegisterValue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Commands that show registers, memory and harts. */
final class DataCommands {
    private static final int DEFAULT_BYTES = 64;
    private static final int MAX_BYTES = 1 << 20;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                                    "registers r",
                                    "[fp|csr|NAME...]",
                                    "the general or floating-point registers, all CSRs, or some",
                                    DataCommands::registers)
                            .withDetails("Registers that are named are shown with their fields.")
                            .completing(Hint.Kind.REGISTER, Hint.Keywords.of("fp", "csr")),
                    ShellCommand.of(
                                    "x",
                                    "EXPR [BYTES]",
                                    "memory at an address, as the frame sees it",
                                    (shell, arguments) -> dump(shell, arguments, false))
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                                    "xp",
                                    "EXPR [BYTES]",
                                    "physical memory",
                                    (shell, arguments) -> dump(shell, arguments, true))
                            .completing(Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                            "harts",
                            "",
                            "what every hart is doing",
                            (shell, arguments) -> harts(shell)),
                    ShellCommand.of(
                            "hart", "NUMBER", "look at this hart from now on", DataCommands::hart));

    private DataCommands() {}

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
            for (String word : arguments.words()) {
                show(shell, groups, named(word));
            }
        }
    }

    private static void show(Shell shell, List<RegisterGroup> groups, RegisterId wanted) {
        groups.stream()
                .flatMap(group -> group.registers().stream())
                .filter(value -> value.id().equals(wanted))
                .findFirst()
                .ifPresent(value -> showWithFields(shell, value));
    }

    private static void showWithFields(Shell shell, RegisterValue register) {
        shell.print(line(register));
        for (RegisterField field : RegisterFields.of(register.id())) {
            long value = field.of(register.value());
            String name = field.nameOf(register.value()).map(n -> " " + n).orElse("");
            shell.print(
                    String.format(
                            Locale.ROOT,
                            "    %-10s %s%s",
                            field.name(),
                            value < 10 && value >= 0 ? value : Numbers.hex(value),
                            name));
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

    private static void dump(Shell shell, Arguments arguments, boolean physical)
            throws CommandFailure, InterruptedException {
        arguments.required(0, "an address");
        Arguments.Counted what = arguments.counted(DEFAULT_BYTES);
        long address = Evaluator.number(shell, what.expression());
        int length = Math.min(what.number(), MAX_BYTES);
        byte[] bytes =
                physical
                        ? shell.await(shell.session().readPhysical(address, length))
                        : read(shell, address, length);
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

    /** Memory as the selected frame sees it: a user program's may have another page table. */
    private static byte[] read(Shell shell, long address, int length)
            throws CommandFailure, InterruptedException {
        long satp = shell.selectedFrame().satp();
        return shell.inspect(
                machine -> {
                    byte[] bytes = new byte[length];
                    int count =
                            satp == machine.hart(shell.hart()).effectiveSatp()
                                    ? machine.hart(shell.hart())
                                            .readVirtual(address, bytes, 0, length)
                                    : machine.readSpace(satp, address, bytes, 0, length);
                    return Arrays.copyOf(bytes, count);
                });
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
        shell.selectHart(BreakpointText.hart(shell, arguments.required(0, "a number")));
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
