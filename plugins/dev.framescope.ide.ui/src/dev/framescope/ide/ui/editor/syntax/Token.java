package dev.framescope.ide.ui.editor.syntax;

/**
 * A part of a line that has a colour.
 *
 * @param start offset of its first character in the line
 * @param length in characters
 */
record Token(int start, int length, Kind kind) {
    /** What it is. */
    enum Kind {
        COMMENT,
        STRING,
        NUMBER,
        KEYWORD,
        /** A type that the language knows. */
        TYPE,
        /** A preprocessor's or an assembler's directive, an attribute, a macro. */
        DIRECTIVE,
        /** A place: a label, a lifetime. */
        LABEL,
        REGISTER
    }
}
