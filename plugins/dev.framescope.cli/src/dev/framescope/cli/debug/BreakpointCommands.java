package dev.framescope.cli.debug;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointSpec;

import java.util.ArrayList;
import java.util.List;

/** Commands that set, show and remove breakpoints. */
final class BreakpointCommands {
    private static final String PLACE = "FUNCTION|FILE:LINE|ADDRESS";

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "break b",
                            PLACE,
                            "stop there, before and after paging is on",
                            (shell, arguments) -> add(shell, arguments, false)),
                    ShellCommand.of(
                            "tbreak tb",
                            PLACE,
                            "the same, once",
                            (shell, arguments) -> add(shell, arguments, true)),
                    ShellCommand.of(
                            "delete d",
                            "[NUMBER...]",
                            "remove breakpoints, without numbers all of them",
                            BreakpointCommands::delete),
                    ShellCommand.of(
                            "enable",
                            "[NUMBER...]",
                            "let breakpoints stop",
                            (shell, arguments) -> enable(shell, arguments, true)),
                    ShellCommand.of(
                            "disable",
                            "[NUMBER...]",
                            "do not let breakpoints stop, but keep them",
                            (shell, arguments) -> enable(shell, arguments, false)),
                    ShellCommand.of(
                            "breakpoints bl",
                            "",
                            "list the breakpoints",
                            (shell, arguments) -> list(shell)));

    private BreakpointCommands() {}

    /** What a place on the command line names. */
    static BreakpointSpec parse(String place) throws CommandFailure {
        if (Numbers.looksNumeric(place)) {
            return new BreakpointSpec.AtAddress(Numbers.parse(place));
        }
        int colon = place.lastIndexOf(':');
        if (colon > 0 && colon + 1 < place.length() && place.charAt(colon - 1) != ':') {
            int line = (int) Numbers.parse(place.substring(colon + 1));
            return new BreakpointSpec.AtLine(place.substring(0, colon), line);
        }
        return new BreakpointSpec.AtFunction(place);
    }

    private static void add(Shell shell, Arguments arguments, boolean temporary)
            throws CommandFailure {
        BreakpointSpec spec = parse(arguments.required(0, "a place"));
        Breakpoint breakpoint =
                temporary ? shell.session().addTemporary(spec) : shell.session().add(spec);
        if (breakpoint.locations().isEmpty()) {
            shell.session().remove(breakpoint);
            throw new CommandFailure(breakpoint.status());
        }
        shell.print(describe(breakpoint));
    }

    private static void delete(Shell shell, Arguments arguments) throws CommandFailure {
        chosen(shell, arguments).forEach(shell.session()::remove);
    }

    private static void enable(Shell shell, Arguments arguments, boolean on) throws CommandFailure {
        chosen(shell, arguments).forEach(breakpoint -> breakpoint.setEnabled(on));
    }

    private static void list(Shell shell) {
        List<Breakpoint> all = shell.session().breakpoints();
        if (all.isEmpty()) {
            shell.print("no breakpoints");
        }
        for (Breakpoint breakpoint : all) {
            shell.print(
                    describe(breakpoint)
                            + (breakpoint.enabled() ? "" : ", disabled")
                            + ", hits "
                            + breakpoint.hits());
        }
    }

    private static String describe(Breakpoint breakpoint) {
        return (breakpoint.temporary() ? "temporary breakpoint " : "breakpoint ")
                + breakpoint.id()
                + ": "
                + breakpoint.spec().describe()
                + " "
                + breakpoint.status();
    }

    private static List<Breakpoint> chosen(Shell shell, Arguments arguments) throws CommandFailure {
        List<Breakpoint> all = shell.session().breakpoints();
        if (arguments.count() == 0) {
            return all;
        }
        List<Breakpoint> chosen = new ArrayList<>();
        for (String word : arguments.words()) {
            long id = Numbers.parse(word);
            chosen.add(
                    all.stream()
                            .filter(breakpoint -> breakpoint.id() == id)
                            .findFirst()
                            .orElseThrow(() -> new CommandFailure("no breakpoint " + word)));
        }
        return chosen;
    }
}
