package dev.framescope.debugger;

import dev.framescope.testing.Samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds lines in the C sample's source, so that tests do not name line numbers. */
final class SampleSource {
    private SampleSource() {}

    /** The number of the first line of a file under {@code kernel/} that contains a text. */
    static int line(String file, String text) {
        return line(Samples.framesC().resolve("kernel").resolve(file), text);
    }

    /** The number of the first line of a file that contains a text. */
    static int line(Path file, String text) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no line with " + text + " in " + file);
    }

    /** The same, as {@link SessionDriver#line} tells it. */
    static String place(String file, String text) {
        return file + ":" + line(file, text);
    }
}
