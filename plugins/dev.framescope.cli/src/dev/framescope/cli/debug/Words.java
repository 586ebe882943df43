package dev.framescope.cli.debug;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits arguments into words: blanks separate them, double quotes hold a word together and know
 * the escapes {@code \n}, {@code \t}, {@code \r}, {@code \\} and {@code \"}.
 */
final class Words {
    private Words() {}

    /**
     * A word where it stands.
     *
     * @param text without quotes
     * @param start index of its first character in the arguments
     * @param end index after its last
     */
    record Word(String text, int start, int end) {}

    /** The words without quotes. */
    static List<String> of(String text) throws CommandFailure {
        return placed(text).stream().map(Word::text).toList();
    }

    /** The words and where they stand. */
    static List<Word> placed(String text) throws CommandFailure {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at = CommandLineParser.afterToken(text, at);
            }
            words.add(new Word(unquoted(text.substring(start, at)), start, at));
        }
        return words;
    }

    private static String unquoted(String word) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 1 < word.length()) {
                i++;
                text.append(escaped(word.charAt(i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
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
