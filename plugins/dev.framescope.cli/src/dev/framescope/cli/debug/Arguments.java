package dev.framescope.cli.debug;

import java.util.List;
import java.util.Optional;

/**
 * The words after a command.
 *
 * @param command the command's name, for messages
 * @param words what follows it
 */
record Arguments(String command, List<String> words) {
    int count() {
        return words.size();
    }

    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** A word that must be there. */
    String required(int index, String what) throws CommandFailure {
        return word(index)
                .orElseThrow(
                        () ->
                                new CommandFailure(
                                        command + " needs " + what + "; see: help " + command));
    }

    /** A whole number from 1, or the default if there is no such word. */
    int number(int index, int defaultValue) throws CommandFailure {
        if (index >= words.size()) {
            return defaultValue;
        }
        long number = Numbers.parse(words.get(index));
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new CommandFailure(
                    command + ": " + words.get(index) + " must be a number from 1 on");
        }
        return (int) number;
    }
}
