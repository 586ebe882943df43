package dev.framescope.ide.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the values of variables stand. */
class InlineValuesTest {
    private static Map<String, String> values(String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    @Test
    void eachVariableIsToldWhereItIsMentionedLast() {
        assertEquals(
                Map.of(0, "n = 7", 2, "i = 3, sum = 9"),
                InlineValues.of(
                        List.of("int f(int n, int i)", "  int sum = 0;", "  i += sum;"),
                        values("sum", "9", "i", "3", "n", "7")));
    }

    @Test
    void partsOfNamesAndCommentsAreNoMention() {
        assertEquals(Map.of(), InlineValues.of(List.of("index = 1; // i"), values("i", "3")));
    }

    @Test
    void aLongValueIsCut() {
        String text = InlineValues.of(List.of("s"), values("s", "x".repeat(200))).get(0);
        assertEquals(64, text.length());
    }
}
