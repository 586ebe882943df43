package dev.framescope.symbols;

import java.util.Objects;

/**
 * A place in the source.
 *
 * @param file path as the compiler recorded it, joined with its directory and normalised, with
 *     forward slashes
 * @param line line number from 1
 * @param column column from 1; 0 where the compiler recorded none
 */
public record SourceLine(String file, int line, int column) {

    /** Checks that the file is there. */
    public SourceLine {
        Objects.requireNonNull(file, "file");
    }

    /** The last component of the path: {@code memory.c} of {@code /src/kernel/memory.c}. */
    public String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
