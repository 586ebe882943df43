package dev.framescope.ide.ui.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which values stand at the ends of which source lines. Without SWT. */
final class InlineValues {
    private static final Pattern NAME = Pattern.compile("[\\p{Alpha}_$][\\p{Alnum}_$]*");

    /** Longer ones would push the source out of sight. */
    private static final int LONGEST = 60;

    private InlineValues() {}

    /**
     * The values beside lines.
     *
     * @param lines the lines' texts, of which the last is where the frame stands
     * @param values the variables in scope, as text by name
     * @return by the line's index, such as {@code i = 3, start = 0x80400000}; each variable is told
     *     once, where it is mentioned last
     */
    static Map<Integer, String> of(List<String> lines, Map<String, String> values) {
        Map<Integer, List<String>> byLine = new LinkedHashMap<>();
        Map<String, String> left = new LinkedHashMap<>(values);
        for (int line = lines.size() - 1; line >= 0 && !left.isEmpty(); line--) {
            Matcher names = NAME.matcher(code(lines.get(line)));
            while (names.find()) {
                String value = left.remove(names.group());
                if (value != null) {
                    byLine.computeIfAbsent(line, l -> new ArrayList<>())
                            .add(names.group() + " = " + shortened(value));
                }
            }
        }
        Map<Integer, String> texts = new LinkedHashMap<>();
        byLine.forEach((line, parts) -> texts.put(line, String.join(", ", parts)));
        return texts;
    }

    private static String code(String line) {
        int comment = line.indexOf("//");
        return comment < 0 ? line : line.substring(0, comment);
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }
}
