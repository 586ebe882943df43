package dev.framescope.ide.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Code that steps run through, as a person names it.
 *
 * @param on whether it is used
 * @param text a name in which {@code *} stands for anything ({@code core::*}), or a regular
 *     expression between slashes
 */
public record StepFilter(boolean on, String text) {
    private static final String OFF = "-";
    private static final String ON = "+";

    /**
     * What it matches.
     *
     * @throws IllegalArgumentException if the regular expression is none; the message is for the
     *     person
     */
    public Pattern pattern() {
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            try {
                return Pattern.compile(text.substring(1, text.length() - 1));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no regular expression: " + e.getDescription(), e);
            }
        }
        StringBuilder quoted = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            quoted.append(quoted.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(quoted.toString());
    }

    /** A line for each of them, to be kept. */
    static String toText(List<StepFilter> filters) {
        StringBuilder lines = new StringBuilder();
        filters.forEach(f -> lines.append(f.on ? ON : OFF).append(f.text).append('\n'));
        return lines.toString();
    }

    /** Reads {@link #toText}. */
    static List<StepFilter> fromText(String lines) {
        List<StepFilter> filters = new ArrayList<>();
        lines.lines()
                .filter(line -> line.length() > 1)
                .forEach(l -> filters.add(new StepFilter(l.startsWith(ON), l.substring(1))));
        return filters;
    }
}
