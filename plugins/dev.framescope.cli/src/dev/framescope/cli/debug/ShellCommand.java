package dev.framescope.cli.debug;

import java.util.List;

/**
 * A command of the debugger shell.
 *
 * @param names what it is typed as, the full name first
 * @param arguments how its arguments are written in the help; empty if it has none
 * @param summary what it does, in one line
 * @param action does it
 */
record ShellCommand(List<String> names, String arguments, String summary, Action action) {
    /** What a command does. */
    @FunctionalInterface
    interface Action {
        void run(Shell shell, Arguments arguments) throws CommandFailure, InterruptedException;
    }

    /**
     * A command.
     *
     * @param names full name and aliases, separated by blanks
     */
    static ShellCommand of(String names, String arguments, String summary, Action action) {
        return new ShellCommand(List.of(names.split(" ")), arguments, summary, action);
    }

    /** How it is written, for the help. */
    String synopsis() {
        String text = String.join(", ", names);
        return arguments.isEmpty() ? text : text + " " + arguments;
    }
}
