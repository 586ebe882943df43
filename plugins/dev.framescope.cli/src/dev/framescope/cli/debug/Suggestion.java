package dev.framescope.cli.debug;

/**
 * Something that can be typed next.
 *
 * @param text what is inserted, in place of the characters from {@code start} to the cursor
 * @param start index of the first character that is replaced
 * @param detail its type or what it is, for a person; empty if there is nothing to say
 * @param whole whether a blank may follow: nothing is likely to be typed right behind it
 */
record Suggestion(String text, int start, String detail, boolean whole) {}
