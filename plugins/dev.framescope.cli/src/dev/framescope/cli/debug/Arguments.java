package dev.framescope.cli.debug;

import java.util.List;
import java.util.Optional;

/**
 * What follows a command.
 *
 * @param command the command's name, for messages
 * @param text as it was typed
 * @param words the same by words, without quotes
 */
record Arguments(String command, String text, List<String> words) {
    static Arguments of(String command, String text) throws CommandFailure {
        return new Arguments(command, text, Words.of(text));
    }

    int count() {
        return words.size();
    }

    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** A word that must be there. */
    String required(int index, String what) throws CommandFailure {
        return word(index).orElseThrow(() -> missing(what));
    }

    /** The whole text, which must not be empty. */
    String requiredText(String what) throws CommandFailure {
        if (text.isEmpty()) {
            throw missing(what);
        }
        return text;
    }

    private CommandFailure missing(String what) {
        return new CommandFailure(command + " needs " + what + "; see: help " + command);
    }

    /** A whole number from 1, or the default if there is no such word. */
    int number(int index, int defaultValue) throws CommandFailure {
        return index >= words.size() ? defaultValue : positive(words.get(index));
    }

    /** A whole number from 1. */
    int positive(String word) throws CommandFailure {
        long number = Numbers.parse(word);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new CommandFailure(command + ": " + word + " must be a number from 1 on");
        }
        return (int) number;
    }

    /**
     * An expression, and a number after it: {@code sp + 16 8} is eight bytes at {@code sp + 16}.
     *
     * @param expression what is before the number
     * @param number the last word, if it is a number that does not belong to the expression
     */
    record Counted(String expression, int number) {}

    /** The whole text as an expression with or without a number after it. */
    Counted counted(int defaultNumber) throws CommandFailure {
        int blank = text.lastIndexOf(' ');
        if (blank < 0 || !Numbers.looksNumeric(text.substring(blank + 1))) {
            return new Counted(text, defaultNumber);
        }
        String before = text.substring(0, blank).stripTrailing();
        char last = before.charAt(before.length() - 1);
        boolean operand = Character.isLetterOrDigit(last) || "_)]'\"".indexOf(last) >= 0;
        return operand
                ? new Counted(before, positive(text.substring(blank + 1)))
                : new Counted(text, defaultNumber);
    }
}
