package dev.framescope.cli.debug;

import java.util.List;

/**
 * A command of the debugger shell.
 *
 * @param names what it is typed as, the full name first
 * @param arguments how its arguments are written in the help; empty if it has none
 * @param summary what it does, in one line
 * @param details more, for the help of this command; empty if that is all
 * @param hints what its arguments may be, for completion
 * @param action does it
 */
record ShellCommand(
        List<String> names,
        String arguments,
        String summary,
        String details,
        List<Hint> hints,
        Action action) {
    ShellCommand {
        names = List.copyOf(names);
        hints = List.copyOf(hints);
    }

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        void run(Shell shell, Arguments arguments) throws CommandFailure, InterruptedException;
    }

    /** What an argument may be. */
    sealed interface Hint {

        /** What {@link ShellCommand} uses the constants of. */
        enum Kind implements Hint {
            EXPRESSION,
            /** A function or a source file. */
            PLACE,
            BREAKPOINT,
            REGISTER,
            COMMAND,
            PROGRAM,
            SPACE,
            FILE
        }

        /** Fixed words. */
        record Keywords(List<String> words) implements Hint {
            static Keywords of(String... words) {
                return new Keywords(List.of(words));
            }
        }
    }

    /**
     * A command.
     *
     * @param names full name and aliases, separated by blanks
     */
    static ShellCommand of(String names, String arguments, String summary, Action action) {
        return new ShellCommand(
                List.of(names.split(" ")), arguments, summary, "", List.of(), action);
    }

    /** The same with more help. */
    ShellCommand withDetails(String text) {
        return new ShellCommand(names, arguments, summary, text, hints, action);
    }

    /** The same with completion. */
    ShellCommand completing(Hint... all) {
        return new ShellCommand(names, arguments, summary, details, List.of(all), action);
    }

    /** How it is written, for the help. */
    String synopsis() {
        String text = String.join(", ", names);
        return arguments.isEmpty() ? text : text + " " + arguments;
    }
}
