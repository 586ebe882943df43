package dev.framescope.debugger.program;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A program as a user names it.
 *
 * @param path its ELF file
 * @param scope where its addresses mean its code
 */
public record ProgramFile(Path path, ProgramScope scope) {
    public ProgramFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(scope, "scope");
    }
}
