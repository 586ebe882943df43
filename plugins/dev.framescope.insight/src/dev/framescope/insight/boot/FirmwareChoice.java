package dev.framescope.insight.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Which firmware a user wants. */
public sealed interface FirmwareChoice {
    /**
     * The built-in firmware, but none for a program that is placed where firmware would be, as test
     * programs are.
     */
    FirmwareChoice AUTOMATIC = new Embedded("automatic");

    /** The machine serves SBI calls itself; the kernel starts in S-mode. */
    FirmwareChoice BUILTIN = new Embedded("builtin");

    /** The kernel starts in M-mode. */
    FirmwareChoice NONE = new Embedded("none");

    /** One of the constants above. */
    record Embedded(String name) implements FirmwareChoice {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A program such as OpenSBI: an ELF file, or contents of memory from the start of DRAM on. */
    record OfFile(Path path) implements FirmwareChoice {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Reads what a user wrote, as {@link #toString} writes it: {@code automatic}, {@code builtin},
     * {@code none} or a file.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static FirmwareChoice parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "automatic" -> AUTOMATIC;
            case "builtin" -> BUILTIN;
            case "none" -> NONE;
            case "" ->
                    throw new IllegalArgumentException("no firmware: give builtin, none or a file");
            default -> ofFile(text);
        };
    }

    private static FirmwareChoice ofFile(String text) {
        try {
            return new OfFile(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no firmware: give builtin, none or a file", e);
        }
    }
}
