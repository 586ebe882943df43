package dev.framescope.cli.debug;

import dev.framescope.debugger.expression.Similar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All commands of the debugger shell, in the order of the help. */
final class ShellCommands {
    /** More names than these are not listed in a message. */
    private static final int MAX_NAMES = 8;

    static final ShellCommands ALL =
            new ShellCommands(
                    List.of(
                            new CommandGroup("Breakpoints", BreakpointCommands.ALL),
                            new CommandGroup("Watchpoints and events", EventCommands.ALL),
                            new CommandGroup("Running and stepping", RunCommands.ALL),
                            new CommandGroup("Stack", StackCommands.ALL),
                            new CommandGroup("Values", ValueCommands.ALL),
                            new CommandGroup("Registers and memory", DataCommands.ALL),
                            new CommandGroup("Code", CodeCommands.ALL),
                            new CommandGroup("Programs and address spaces", ProgramCommands.ALL),
                            new CommandGroup("What memory means", InsightCommands.ALL),
                            new CommandGroup("Snapshots", SnapshotCommands.ALL),
                            new CommandGroup("Session", GeneralCommands.ALL)));

    private final List<CommandGroup> groups;
    private final Map<String, ShellCommand> byName = new LinkedHashMap<>();

    private ShellCommands(List<CommandGroup> groups) {
        this.groups = groups;
        groups.stream()
                .flatMap(group -> group.commands().stream())
                .forEach(c -> c.names().forEach(name -> byName.putIfAbsent(name, c)));
    }

    /** The commands by groups. */
    List<CommandGroup> groups() {
        return groups;
    }

    /** All names and aliases. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The command of a name or an alias, or of the beginning of just one command's name. */
    ShellCommand named(String name) throws CommandFailure {
        ShellCommand exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        List<ShellCommand> beginning =
                byName.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(name))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .toList();
        if (beginning.size() == 1) {
            return beginning.getFirst();
        }
        if (beginning.isEmpty()) {
            throw new CommandFailure(
                    "no command named " + name + Similar.help(name, names()) + "; see: help");
        }
        List<String> all =
                List.copyOf(
                        new TreeSet<>(names().stream().filter(n -> n.startsWith(name)).toList()));
        String more = all.size() > MAX_NAMES ? ", ..." : "";
        throw new CommandFailure(
                name
                        + " may be "
                        + String.join(", ", all.subList(0, Math.min(all.size(), MAX_NAMES)))
                        + more
                        + "; type more of it");
    }
}
