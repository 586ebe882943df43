package dev.framescope.cli.debug;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits what is typed into commands: a semicolon or a line's end separates them, but not within
 * double quotes or a character such as {@code ';'}. A line that begins with # is a remark.
 */
final class CommandLineParser {
    private final String text;
    private final List<TypedCommand> commands = new ArrayList<>();
    private int at;

    private CommandLineParser(String text) {
        this.text = text;
    }

    /**
     * A command as it was typed.
     *
     * @param name the word that it begins with
     * @param arguments what follows, without blanks around it
     */
    record TypedCommand(String name, String arguments) {}

    /** The commands in the text, each with a name. */
    static List<TypedCommand> parse(String text) throws CommandFailure {
        CommandLineParser parser = new CommandLineParser(text);
        while (parser.at < text.length()) {
            parser.command();
        }
        return parser.commands;
    }

    /** Where the command begins that a text ends with; for completion. */
    static int lastStart(String text) {
        CommandLineParser parser = new CommandLineParser(text);
        int start = 0;
        try {
            while (parser.at < text.length()) {
                start = parser.at;
                parser.skipCommand();
                if (parser.at < text.length()) {
                    parser.at++;
                    start = parser.at;
                }
            }
        } catch (CommandFailure e) {
            return start; // Within a text in quotes: its command is the last.
        }
        return start;
    }

    private void command() throws CommandFailure {
        int start = at;
        skipCommand();
        String command = text.substring(start, at).strip();
        at++;
        if (!command.isEmpty() && !command.startsWith("#")) {
            int end = nameEnd(command);
            commands.add(
                    new TypedCommand(command.substring(0, end), command.substring(end).strip()));
        }
    }

    /** A name ends before what no name has: {@code print/x count}. */
    static int nameEnd(String command) {
        int end = 0;
        while (end < command.length()
                && !Character.isWhitespace(command.charAt(end))
                && (end == 0 || command.charAt(end) != '/')) {
            end++;
        }
        return end;
    }

    private void skipCommand() throws CommandFailure {
        boolean remark = text.substring(at).stripLeading().startsWith("#");
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == ';' && !remark) {
                return;
            }
            at = remark ? at + 1 : afterToken(text, at);
        }
    }

    /** The index after a character, or after the quoted text that it begins. */
    static int afterToken(String text, int from) throws CommandFailure {
        char c = text.charAt(from);
        if (c == '"') {
            return afterQuoted(text, from);
        }
        boolean escaped = c == '\'' && from + 1 < text.length() && text.charAt(from + 1) == '\\';
        int close = from + (escaped ? 3 : 2);
        boolean character = c == '\'' && close < text.length() && text.charAt(close) == '\'';
        return character ? close + 1 : from + 1;
    }

    private static int afterQuoted(String text, int from) throws CommandFailure {
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        throw new CommandFailure("a double quote is missing at the end of: " + text);
    }
}
