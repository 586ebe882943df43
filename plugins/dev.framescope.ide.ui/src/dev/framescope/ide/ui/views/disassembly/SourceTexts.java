package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.symbols.SourceLine;

import java.util.Optional;

/** Looks up the text of source lines. */
@FunctionalInterface
interface SourceTexts {
    /** No file is found. */
    SourceTexts NONE = (line, number) -> Optional.empty();

    /**
     * The text of a line.
     *
     * @param where in which file
     * @param number the line's number, from 1
     * @return empty if the file is not found or has no such line
     */
    Optional<String> text(SourceLine where, int number);
}
