package dev.framescope.cli.debug;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits what is typed into commands and words: a semicolon or a line's end separates commands,
 * blanks separate words, double quotes hold a word together and know the escapes {@code \n}, {@code
 * \t}, {@code \r}, {@code \\} and {@code \"}.
 */
final class CommandLineParser {
    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int at;

    private CommandLineParser(String text) {
        this.text = text;
    }

    /** The commands in the text, each with at least one word. */
    static List<List<String>> parse(String text) throws CommandFailure {
        CommandLineParser parser = new CommandLineParser(text);
        parser.parseAll();
        return parser.commands;
    }

    private void parseAll() throws CommandFailure {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ';' || c == '\n') {
                at++;
                endCommand();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                words.add(word());
            }
        }
        endCommand();
    }

    private void endCommand() {
        if (!words.isEmpty()) {
            commands.add(words);
            words = new ArrayList<>();
        }
    }

    private String word() throws CommandFailure {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                quoted(word);
            } else if (c == ';' || Character.isWhitespace(c)) {
                break;
            } else {
                word.append(c);
                at++;
            }
        }
        return word.toString();
    }

    private void quoted(StringBuilder word) throws CommandFailure {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            word.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
        }
        throw new CommandFailure("a double quote is missing at the end of: " + text);
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
