package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointHit;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;

import java.util.ArrayList;
import java.util.List;

/** Commands that set breakpoints in code, and those that show, change and remove any. */
final class BreakpointCommands {
    private static final String PLACE = "PLACE " + BreakpointText.SYNTAX;
    private static final String DETAILS =
            """
            PLACE is FUNCTION, /REGULAR EXPRESSION/, FILE:LINE, LINE, ADDRESS, *EXPR, or
            phys(ADDRESS) for wherever that physical memory is mapped.
            """
                    + BreakpointText.HELP;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                                    "break b",
                                    PLACE,
                                    "stop there, before and after paging is on",
                                    (shell, arguments) -> add(shell, arguments, false))
                            .withDetails(DETAILS)
                            .completing(Hint.Kind.PLACE, BreakpointText.KEYWORDS),
                    ShellCommand.of(
                                    "tbreak tb",
                                    PLACE,
                                    "the same, once",
                                    (shell, arguments) -> add(shell, arguments, true))
                            .withDetails(DETAILS)
                            .completing(Hint.Kind.PLACE, BreakpointText.KEYWORDS),
                    ShellCommand.of(
                                    "delete d",
                                    "[NUMBER...]",
                                    "remove breakpoints, without numbers all of them",
                                    BreakpointCommands::delete)
                            .completing(Hint.Kind.BREAKPOINT),
                    ShellCommand.of(
                                    "enable",
                                    "[NUMBER...]",
                                    "let breakpoints stop",
                                    (shell, arguments) -> enable(shell, arguments, true))
                            .completing(Hint.Kind.BREAKPOINT),
                    ShellCommand.of(
                                    "disable",
                                    "[NUMBER...]",
                                    "do not let breakpoints stop, but keep them",
                                    (shell, arguments) -> enable(shell, arguments, false))
                            .completing(Hint.Kind.BREAKPOINT),
                    ShellCommand.of(
                                    "condition",
                                    "NUMBER [EXPR]",
                                    "stop only if that is true; without EXPR always",
                                    BreakpointCommands::condition)
                            .completing(Hint.Kind.BREAKPOINT, Hint.Kind.EXPRESSION),
                    ShellCommand.of(
                            "breakpoints bl",
                            "",
                            "list breakpoints and watchpoints: where they are armed, their hits",
                            (shell, arguments) -> list(shell)));

    private BreakpointCommands() {}

    private static void add(Shell shell, Arguments arguments, boolean temporary)
            throws CommandFailure, InterruptedException {
        BreakpointText text = BreakpointText.parse(shell, arguments.requiredText("a place"));
        BreakpointSpec spec = Places.code(shell, text.subject());
        Breakpoint breakpoint = shell.session().add(spec, text.options().withTemporary(temporary));
        if (breakpoint.locations().isEmpty()) {
            shell.session().remove(breakpoint);
            throw new CommandFailure(breakpoint.status());
        }
        show(shell, breakpoint);
    }

    /** Prints a breakpoint that was added or changed, when it is placed. */
    static void show(Shell shell, Breakpoint breakpoint)
            throws CommandFailure, InterruptedException {
        awaitPlacing(shell);
        shell.print(describe(breakpoint));
    }

    /** The machine thread has more to do with a breakpoint than the session waits for. */
    private static void awaitPlacing(Shell shell) throws CommandFailure, InterruptedException {
        shell.inspect(machine -> null);
    }

    private static void delete(Shell shell, Arguments arguments) throws CommandFailure {
        chosen(shell, arguments).forEach(shell.session()::remove);
    }

    private static void enable(Shell shell, Arguments arguments, boolean on) throws CommandFailure {
        chosen(shell, arguments).forEach(breakpoint -> breakpoint.setEnabled(on));
    }

    private static void condition(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        String number = arguments.required(0, "the number of a breakpoint");
        Breakpoint breakpoint = numbered(shell, number);
        String condition = arguments.text().substring(number.length()).strip();
        BreakpointOptions options = breakpoint.options();
        breakpoint.setOptions(
                options.withCondition(
                        condition.isEmpty() ? "" : BreakpointText.condition(shell, condition)));
        show(shell, breakpoint);
    }

    private static void list(Shell shell) throws CommandFailure, InterruptedException {
        awaitPlacing(shell);
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
            breakpoint.lastHit().ifPresent(hit -> shell.print("    " + describe(hit)));
        }
    }

    private static String describe(BreakpointHit hit) {
        return "last hit at instruction "
                + Numbers.grouped(hit.instructions())
                + ", hart "
                + hit.hart()
                + ", "
                + hit.privilege().letter()
                + "-mode, pc "
                + Numbers.hex(hit.pc())
                + (hit.detail().isEmpty() ? "" : ": " + hit.detail());
    }

    /** A breakpoint as it is listed. */
    private static String describe(Breakpoint breakpoint) {
        String kind =
                breakpoint.spec() instanceof BreakpointSpec.Watch ? "watchpoint" : "breakpoint";
        // An event's status says all.
        String subject =
                breakpoint.spec() instanceof BreakpointSpec.Event
                        ? ""
                        : breakpoint.spec().describe() + " ";
        String options = breakpoint.options().describe();
        return (breakpoint.temporary() ? "temporary " : "")
                + kind
                + " "
                + breakpoint.id()
                + ": "
                + subject
                + (options.isEmpty() ? "" : options + "; ")
                + breakpoint.status();
    }

    private static List<Breakpoint> chosen(Shell shell, Arguments arguments) throws CommandFailure {
        if (arguments.count() == 0) {
            return shell.session().breakpoints();
        }
        List<Breakpoint> chosen = new ArrayList<>();
        for (String word : arguments.words()) {
            chosen.add(numbered(shell, word));
        }
        return chosen;
    }

    private static Breakpoint numbered(Shell shell, String word) throws CommandFailure {
        long id = Numbers.parse(word);
        return shell.session().breakpoints().stream()
                .filter(breakpoint -> breakpoint.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure("no breakpoint " + word + "; see: breakpoints"));
    }
}
