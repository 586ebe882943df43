package dev.framescope.debugger.expression;

/**
 * Something that can be typed.
 *
 * @param text what is inserted, in place of the characters from {@code start} to the cursor
 * @param start index of the first character that is replaced
 * @param kind what it is
 * @param detail its type or its value, for a person; empty if there is nothing to say
 */
public record Completion(String text, int start, Kind kind, String detail) {
    /** What a completion names. */
    public enum Kind {
        VARIABLE,
        FIELD,
        FUNCTION,
        TYPE,
        REGISTER,
        KEYWORD
    }
}
