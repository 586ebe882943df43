package dev.framescope.cli.debug;

import dev.framescope.cli.debug.ShellCommand.Hint;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.insight.ledger.Dram;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.machine.Privilege;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that stop at accesses to memory, and at what harts do. */
final class EventCommands {
    private static final Pattern PHYSICAL = Pattern.compile("phys\\s*\\(\\s*(.+?)\\s*\\)");
    private static final int DEFAULT_BYTES = 8;
    private static final String WATCHED = "EXPR|ADDRESS BYTES|phys(ADDRESS) BYTES [OPTIONS]";
    private static final String WATCH_DETAILS =
            """
            EXPR is something in memory, such as table.swaps; a local variable is watched until its
            function returns. It stops behind the instruction, through whatever mapping memory is
            used, and also for devices and page walks.
            OPTIONS:
            """
                    + BreakpointText.HELP;
    private static final String CATCH_DETAILS =
            """
            exception [CODE...] [from MODE...]  at the handler of an exception; CODE as in scause
            unexpected                          only what no correct kernel takes
            interrupt [CODE...] [from MODE...]  at the handler of an interrupt
            mode [from MODE...] [to MODE...]    after a change of mode
            satp                                after a write to satp that changes it
            frame PPN|ADDRESS [alloc|free]      when that page frame is handed out or taken back
            OPTIONS:
            """
                    + BreakpointText.HELP;

    static final List<ShellCommand> ALL =
            List.of(
                    watch("watch", "stop when that memory changes", WatchMode.CHANGE),
                    watch("wwatch", "stop when it is written, changed or not", WatchMode.WRITE),
                    watch("rwatch", "stop when it is read", WatchMode.READ),
                    watch("awatch", "stop when it is read or written", WatchMode.ACCESS),
                    ShellCommand.of(
                                    "catch",
                                    "exception|unexpected|interrupt|mode|satp|frame [...]"
                                            + " [OPTIONS]",
                                    "stop at traps, changes of mode and page table, of a frame",
                                    EventCommands::catchEvent)
                            .withDetails(CATCH_DETAILS)
                            .completing(
                                    Hint.Keywords.of(
                                            "exception",
                                            "unexpected",
                                            "interrupt",
                                            "mode",
                                            "satp",
                                            "frame",
                                            "from",
                                            "to",
                                            "alloc",
                                            "free"),
                                    BreakpointText.KEYWORDS));

    private EventCommands() {}

    private static ShellCommand watch(String name, String summary, WatchMode mode) {
        return ShellCommand.of(
                        name, WATCHED, summary, (shell, arguments) -> watch(shell, arguments, mode))
                .withDetails(WATCH_DETAILS)
                .completing(Hint.Kind.EXPRESSION, BreakpointText.KEYWORDS);
    }

    private static void watch(Shell shell, Arguments arguments, WatchMode mode)
            throws CommandFailure, InterruptedException {
        BreakpointText text =
                BreakpointText.parse(shell, arguments.requiredText("what is to be watched"));
        BreakpointSpec spec =
                watched(shell, Arguments.of(arguments.command(), text.subject()), mode);
        BreakpointCommands.show(shell, shell.session().add(spec, text.options()));
    }

    private static BreakpointSpec watched(Shell shell, Arguments arguments, WatchMode mode)
            throws CommandFailure, InterruptedException {
        Arguments.Counted range = arguments.counted(0);
        if (range.number() > 0 || Numbers.isNumber(range.expression())) {
            int bytes = range.number() > 0 ? range.number() : DEFAULT_BYTES;
            Matcher physical = PHYSICAL.matcher(range.expression());
            return physical.matches()
                    ? new BreakpointSpec.WatchPhysical(
                            Evaluator.number(shell, physical.group(1)), bytes, mode)
                    : new BreakpointSpec.WatchVirtual(
                            Evaluator.number(shell, range.expression()), bytes, mode);
        }
        ValueNode value = Evaluator.value(shell, range.expression());
        boolean innermost =
                shell.frame().level() == 0 && shell.hart() == shell.session().lastStop().hart();
        return switch (value.place().orElse(null)) {
            case ValuePlace.Memory m when !innermost ->
                    new BreakpointSpec.WatchVirtual(m.address(), Math.max(1, m.size()), mode);
            case ValuePlace.Memory m ->
                    new BreakpointSpec.WatchExpression(range.expression(), mode);
            case ValuePlace.PhysicalMemory p ->
                    new BreakpointSpec.WatchPhysical(p.paddr(), Math.max(1, p.size()), mode);
            case null, default ->
                    throw new CommandFailure(
                            range.expression()
                                    + " is not in memory of the code here: only that can be"
                                    + " watched");
        };
    }

    private static void catchEvent(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        BreakpointText text =
                BreakpointText.parse(
                        shell, arguments.requiredText("exception, interrupt, mode, satp or frame"));
        List<String> words = Words.of(text.subject());
        BreakpointSpec spec =
                words.getFirst().equals("frame")
                        ? frame(shell, words.subList(1, words.size()))
                        : event(words);
        BreakpointCommands.show(shell, shell.session().add(spec, text.options()));
    }

    private static BreakpointSpec frame(Shell shell, List<String> words)
            throws CommandFailure, InterruptedException {
        boolean alloc = words.contains("alloc");
        boolean free = words.contains("free");
        List<String> which =
                words.stream().filter(w -> !w.equals("alloc") && !w.equals("free")).toList();
        if (which.isEmpty()) {
            throw new CommandFailure("catch frame: a page number or an address is missing");
        }
        String text = String.join(" ", which);
        long number = Evaluator.number(shell, text);
        Dram dram = shell.session().machine().inspect(Dram::of).join();
        long ppn =
                dram.frameOf(number)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                text
                                                        + " is neither a page number nor an address"
                                                        + " of the memory"));
        Set<FrameEvent.Kind> kinds = EnumSet.noneOf(FrameEvent.Kind.class);
        if (alloc) {
            kinds.add(FrameEvent.Kind.ALLOCATED);
        }
        if (free) {
            kinds.add(FrameEvent.Kind.FREED);
        }
        return new BreakpointSpec.OnFrame(ppn, kinds);
    }

    private static BreakpointSpec event(List<String> words) throws CommandFailure {
        Set<Integer> causes = new TreeSet<>();
        Set<Privilege> from = EnumSet.noneOf(Privilege.class);
        Set<Privilege> to = EnumSet.noneOf(Privilege.class);
        Set<Privilege> modes = from;
        boolean inModes = false;
        for (String word : words.subList(1, words.size())) {
            if (word.equals("from") || word.equals("to")) {
                modes = word.equals("from") ? from : to;
                inModes = true;
            } else if (inModes) {
                for (String mode : word.split(",")) {
                    modes.add(BreakpointText.mode(mode));
                }
            } else {
                for (String cause : word.split(",")) {
                    causes.add((int) Numbers.parse(cause));
                }
            }
        }
        return switch (words.getFirst()) {
            case "exception" -> new BreakpointSpec.OnException(causes, from, false);
            case "unexpected" -> new BreakpointSpec.OnException(causes, from, true);
            case "interrupt" -> new BreakpointSpec.OnInterrupt(causes, from);
            case "mode" -> new BreakpointSpec.OnPrivilegeChange(from, to);
            case "satp" -> new BreakpointSpec.OnSatpChange();
            default ->
                    throw new CommandFailure(
                            "catch "
                                    + words.getFirst()
                                    + ": there are exception, unexpected, interrupt, mode, satp,"
                                    + " frame");
        };
    }
}
