package dev.framescope.insight.boot;

import dev.framescope.machine.Drive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads and writes drives as users write them, such as {@code file=fs.img,readonly}. */
public final class DriveText {
    private static final String FILE = "file=";

    private DriveText() {}

    /**
     * Reads {@code FILE}, or {@code file=FILE} with {@code readonly} or {@code snapshot}, separated
     * by commas. What QEMU's option {@code -drive} has besides and this machine does anyway is
     * accepted too: {@code format=raw}, {@code if=none}, {@code id=NAME}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Drive.OfFile parse(String text) {
        String file = "";
        Drive.Mode mode = Drive.Mode.READ_WRITE;
        for (String part : text.split(",")) {
            String word = part.strip();
            switch (word) {
                case "readonly", "readonly=on" -> mode = Drive.Mode.READ_ONLY;
                case "snapshot", "snapshot=on" -> mode = Drive.Mode.COPY_ON_WRITE;
                case "format=raw", "if=none" -> {
                    // as it is here
                }
                default -> {
                    if (word.startsWith(FILE) || file.isEmpty() && !word.contains("=")) {
                        file = word.startsWith(FILE) ? word.substring(FILE.length()) : word;
                    } else if (!word.startsWith("id=")) {
                        throw new IllegalArgumentException(
                                "drive '%s': '%s' is unknown; write file=FILE, and readonly or snapshot"
                                        .formatted(text, word));
                    }
                }
            }
        }
        return new Drive.OfFile(path(text, file), mode);
    }

    private static Path path(String text, String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException(
                    "drive '%s' names no file: write file=FILE".formatted(text));
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("drive: '%s' is no file".formatted(file), e);
        }
    }
}
