package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Commands about the programs whose symbols are used, and about address spaces. */
final class ProgramCommands {
    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                                    "symbols",
                                    "[add FILE [SCOPE] | remove NAME]",
                                    "the programs whose symbols are used; one more or less",
                                    ProgramCommands::symbols)
                            .withDetails(
                                    """
                                    SCOPE says where a program's addresses mean its code:
                                    user         in U-mode, where memory has its code (this is the default)
                                    kernel       in S-mode
                                    firmware     in M-mode
                                    everywhere   wherever memory has its code
                                    space ROOT   under the page table of that root page\
                                    """)
                            .completing(
                                    Hint.Keywords.of(
                                            "add",
                                            "remove",
                                            "user",
                                            "kernel",
                                            "firmware",
                                            "everywhere",
                                            "space"),
                                    Hint.Kind.PROGRAM,
                                    Hint.Kind.FILE),
                    ShellCommand.of(
                                    "spaces",
                                    "[name SPACE NAME]",
                                    "every page table that was used, and what it is called",
                                    ProgramCommands::spaces)
                            .completing(Hint.Keywords.of("name"), Hint.Kind.SPACE));

    private ProgramCommands() {}

    private static void symbols(Shell shell, Arguments arguments) throws CommandFailure {
        if (arguments.count() == 0) {
            shell.session().programs().forEach(program -> shell.print(describe(program)));
            return;
        }
        String action = arguments.words().getFirst();
        switch (action) {
            case "add" -> add(shell, arguments);
            case "remove" -> remove(shell, arguments.required(1, "the name of a program"));
            default -> throw new CommandFailure("symbols " + action + ": add or remove");
        }
    }

    private static String describe(Program program) {
        return String.format(
                Locale.ROOT,
                "%-24s %-14s functions %s  %s",
                program.name(),
                program.scope().describe(),
                Numbers.grouped(program.symbols().functions().size()),
                program.path());
    }

    private static void add(Shell shell, Arguments arguments) throws CommandFailure {
        String file = arguments.required(1, "a file");
        String scope = String.join(" ", arguments.words().subList(2, arguments.count()));
        try {
            Program program =
                    shell.session()
                            .addProgram(
                                    Path.of(file),
                                    scope.isEmpty()
                                            ? ProgramScope.USER
                                            : ProgramScope.parse(scope));
            shell.print(describe(program));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": no such file");
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(file + ": " + e.getMessage());
        } catch (SymbolException | IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private static void remove(Shell shell, String name) throws CommandFailure {
        Program named =
                shell.session().programs().stream()
                        .filter(program -> program.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new CommandFailure("no program " + name + "; see: symbols"));
        try {
            shell.session().removeProgram(named);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private static void spaces(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        if (arguments.count() > 0) {
            if (!arguments.words().getFirst().equals("name")) {
                throw new CommandFailure("spaces " + arguments.words().getFirst() + ": name");
            }
            long root = Spaces.root(shell, arguments.required(1, "an address space"));
            shell.session()
                    .nameAddressSpace(
                            root,
                            String.join(" ", arguments.words().subList(2, arguments.count())));
        }
        List<AddressSpace> all = Spaces.all(shell);
        if (all.isEmpty()) {
            shell.print("no page table was used yet");
        }
        all.forEach(space -> shell.print(describe(space)));
    }

    private static String describe(AddressSpace space) {
        return String.format(
                Locale.ROOT,
                "%3d  %-24s %s  root %s  ASID %d  first seen %s, last %s%s%s",
                space.number(),
                space.name(),
                space.mode(),
                Numbers.hex(space.rootPpn()),
                space.asid(),
                Numbers.grouped(space.firstSeen()),
                Numbers.grouped(space.lastSeen()),
                space.harts().isEmpty() ? "" : "  harts " + space.harts(),
                space.programs().isEmpty()
                        ? ""
                        : "  "
                                + String.join(
                                        ", ",
                                        space.programs().stream().map(Program::name).toList()));
    }
}
