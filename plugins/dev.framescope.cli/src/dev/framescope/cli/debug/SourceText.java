package dev.framescope.cli.debug;

import dev.framescope.insight.kernel.KernelImage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source file of the kernel, if it is found: under its recorded path, or under that path from the
 * folder of the kernel's ELF file, or of one above, on.
 *
 * @param lines its lines
 */
record SourceText(List<String> lines) {
    /** The source file of a recorded path. */
    static Optional<SourceText> of(KernelImage kernel, String file) {
        try {
            Path recorded = Path.of(file);
            if (Files.isRegularFile(recorded)) {
                return read(recorded);
            }
            Path relative = recorded.isAbsolute() ? recorded.getFileName() : recorded;
            for (Path folder = kernel.path().toAbsolutePath().getParent();
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

    private static Optional<SourceText> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Optional.of(new SourceText(text.lines().toList()));
        } catch (IOException e) {
            return Optional.of(new SourceText(List.of("(" + file + ": " + e.getMessage() + ")")));
        }
    }
}
