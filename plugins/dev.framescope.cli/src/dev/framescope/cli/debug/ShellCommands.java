package dev.framescope.cli.debug;

import java.util.List;
import java.util.stream.Stream;

/** All commands of the debugger shell, in the order of the help. */
final class ShellCommands {
    private ShellCommands() {}

    static List<ShellCommand> all() {
        return Stream.of(
                        BreakpointCommands.ALL,
                        RunCommands.ALL,
                        DataCommands.ALL,
                        CodeCommands.ALL,
                        InsightCommands.ALL,
                        SnapshotCommands.ALL,
                        GeneralCommands.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
