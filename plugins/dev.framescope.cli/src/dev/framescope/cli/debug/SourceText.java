package dev.framescope.cli.debug;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.symbols.SourceLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source file of a program, if it is found: under its recorded path, or under that path from the
 * folder of the program's ELF file, or of one above, on.
 *
 * @param lines its lines
 */
record SourceText(List<String> lines) {
    /** The line that a frame is at, with its number. */
    static Optional<String> ofFrame(StackFrame frame) {
        Optional<SourceLine> line = frame.line();
        return line.isEmpty() || frame.program().isEmpty()
                ? Optional.empty()
                : of(frame.program().get(), line.get().file())
                        .map(text -> text.lines(line.get().line(), line.get().line(), 0));
    }

    /** The source file of a recorded path. */
    static Optional<SourceText> of(Program program, String file) {
        try {
            Path recorded = Path.of(file);
            if (Files.isRegularFile(recorded)) {
                return read(recorded);
            }
            Path relative = recorded.isAbsolute() ? recorded.getFileName() : recorded;
            for (Path folder = program.path().toAbsolutePath().getParent();
                    folder != null;
                    folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve(relative))) {
                    return read(folder.resolve(relative));
                }
            }
        } catch (InvalidPathException e) {
            // A path of another system's: its file is not here.
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Lines with their numbers, from 1; an arrow marks the current one, if it is not 0. */
    String lines(int first, int last, int current) {
        StringBuilder text = new StringBuilder();
        for (int number = Math.max(first, 1); number <= Math.min(last, lines.size()); number++) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s%5d  %s%n",
                            number == current ? ">" : " ",
                            number,
                            lines.get(number - 1)));
        }
        return text.toString();
    }

    /** A line without its number; empty if the file has no such line. */
    Optional<String> line(int number) {
        return number >= 1 && number <= lines.size()
                ? Optional.of(lines.get(number - 1))
                : Optional.empty();
    }

    private static Optional<SourceText> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Optional.of(new SourceText(text.lines().toList()));
        } catch (IOException e) {
            return Optional.of(new SourceText(List.of("(" + file + ": " + e.getMessage() + ")")));
        }
    }
}
