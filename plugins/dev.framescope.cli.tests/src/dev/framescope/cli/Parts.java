package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Looks for texts in a text. */
final class Parts {
    private Parts() {}

    /** All of them have to be there, each behind the one before. */
    static void assertInOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertTrue(
                    at >= 0, "'" + part + "' is not there, or not behind the others, in:\n" + text);
            from = at + part.length();
        }
    }
}
