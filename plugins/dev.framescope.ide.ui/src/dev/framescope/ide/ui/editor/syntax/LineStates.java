package dev.framescope.ide.ui.editor.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The state at the start of each line of a text, kept up to date as the text changes. */
final class LineStates {
    private final Language language;

    /** One more than there are lines: the last is the state after the text. */
    private final List<Integer> states = new ArrayList<>(List.of(LineLexer.CODE));

    LineStates(Language language) {
        this.language = language;
    }

    /** Reads a whole text. */
    void reset(int lines, IntFunction<String> text) {
        states.clear();
        states.add(LineLexer.CODE);
        replaced(0, 0, lines, text);
    }

    /** The state at the start of a line. */
    int at(int line) {
        return states.get(line);
    }

    /** How many lines there are. */
    int lines() {
        return states.size() - 1;
    }

    /**
     * Some lines have been replaced by others.
     *
     * @param first the first of them
     * @param removed how many lines there were, at least 0
     * @param added how many there are in their place
     * @param text gives a line as it is now
     * @return after the last line whose colours may have changed
     */
    int replaced(int first, int removed, int added, IntFunction<String> text) {
        List<Integer> gone = states.subList(first + 1, first + 1 + removed);
        gone.clear();
        int state = states.get(first);
        List<Integer> fresh = new ArrayList<>();
        for (int line = first; line < first + added; line++) {
            state = LineLexer.lex(language, text.apply(line), state).state();
            fresh.add(state);
        }
        states.addAll(first + 1, fresh);
        int line = first + added;
        // What follows is coloured anew up to a line that begins as it began before.
        while (line < lines()) {
            int after = LineLexer.lex(language, text.apply(line), state).state();
            line++;
            if (states.get(line) == after) {
                return line;
            }
            states.set(line, after);
            state = after;
        }
        return line;
    }
}
