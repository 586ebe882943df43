package dev.framescope.ide.core.launch;

import dev.framescope.debugger.program.ProgramScope;

/**
 * A program beside the kernel as a launch configuration names it: {@code user:build/shell.elf}.
 *
 * @param scope where its addresses mean its code
 * @param file relative to the project (or, where there is none, to the kernel's folder), or
 *     absolute; variables are expanded
 */
public record ProgramText(ProgramScope scope, String file) {
    private static final char SEPARATOR = ':';

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is no such text; the message says what to write
     */
    public static ProgramText parse(String text) {
        int end = text.indexOf(SEPARATOR);
        if (end < 0 || text.substring(end + 1).isBlank()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no program: write its scope and its file, like user:sh");
        }
        return new ProgramText(
                ProgramScope.parse(text.substring(0, end)), text.substring(end + 1).strip());
    }

    @Override
    public String toString() {
        return scope.describe() + SEPARATOR + file;
    }
}
