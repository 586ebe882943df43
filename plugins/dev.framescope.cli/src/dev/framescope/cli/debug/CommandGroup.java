package dev.framescope.cli.debug;

import java.util.List;

/**
 * Commands that belong together.
 *
 * @param title above them in the help
 * @param commands in the order of the help
 */
record CommandGroup(String title, List<ShellCommand> commands) {
    CommandGroup {
        commands = List.copyOf(commands);
    }
}
