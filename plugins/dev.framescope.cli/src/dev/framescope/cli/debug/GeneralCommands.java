package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.MachineConfig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Commands about the session itself. */
final class GeneralCommands {
    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "send",
                            "\"TEXT\"",
                            "type at the guest's console; \\n is the enter key",
                            GeneralCommands::send),
                    ShellCommand.of(
                                    "info i",
                                    "[COMMAND]",
                                    "the machine and where it stands; or what a command tells",
                                    GeneralCommands::info)
                            .completing(Hint.Kind.COMMAND),
                    ShellCommand.of(
                            "gdb",
                            "[PORT]",
                            "let GDB debug this machine too, on any free port or on this one",
                            GeneralCommands::gdb),
                    ShellCommand.of(
                                    "help h ?",
                                    "[COMMAND]",
                                    "this list, or all about one command",
                                    GeneralCommands::help)
                            .completing(Hint.Kind.COMMAND),
                    ShellCommand.of(
                            "quit q", "", "end the machine", (shell, arguments) -> shell.quit()));

    private GeneralCommands() {}

    private static void send(Shell shell, Arguments arguments) throws CommandFailure {
        arguments.required(0, "a text");
        shell.session()
                .machine()
                .console()
                .input(String.join(" ", arguments.words()).getBytes(StandardCharsets.UTF_8));
    }

    private static void gdb(Shell shell, Arguments arguments) throws CommandFailure {
        shell.serveGdb(arguments.number(0, 0));
    }

    private static void info(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        if (arguments.count() == 0) {
            machine(shell);
        } else {
            String name = arguments.words().getFirst();
            String rest = arguments.text().substring(name.length()).strip();
            shell.command(name).action().run(shell, Arguments.of(name, rest));
        }
    }

    private static void machine(Shell shell) {
        MachineConfig config = shell.session().machine().config();
        KernelImage kernel = shell.session().kernel();
        shell.print("kernel       " + kernel.path());
        shell.print("entry        " + Numbers.hex(kernel.loadImage().entry()));
        shell.print("functions    " + Numbers.grouped(kernel.symbols().functions().size()));
        shell.print(
                "allocator    "
                        + kernel.allocator()
                                .map(a -> a.alloc() + ", " + a.dealloc())
                                .orElse("none that is known by name"));
        shell.print("memory       " + Numbers.grouped(config.memoryBytes()) + " bytes");
        shell.print("harts        " + config.harts());
        shell.print("firmware     " + config.firmware().name());
        shell.print(
                "instructions "
                        + Numbers.grouped(
                                shell.session().machine().lastStop().where().instructions()));
        shell.print("stopped      " + shell.session().lastStop().describe());
    }

    private static void help(Shell shell, Arguments arguments) throws CommandFailure {
        if (arguments.count() > 0) {
            ShellCommand command = shell.command(arguments.words().get(0));
            shell.print(command.synopsis() + "\n" + command.summary().indent(4));
            shell.print(command.details().indent(4));
            return;
        }
        for (CommandGroup group : ShellCommands.ALL.groups()) {
            shell.print(group.title() + ":");
            for (ShellCommand command : group.commands()) {
                shell.print(
                        String.format(
                                Locale.ROOT,
                                "  %-42s %s",
                                shortSynopsis(command),
                                command.summary()));
            }
        }
        shell.print("Names may be shortened to what begins no other; help COMMAND tells more.");
    }

    private static String shortSynopsis(ShellCommand command) {
        return command.synopsis().replace(BreakpointText.SYNTAX, "[OPTIONS]");
    }
}
