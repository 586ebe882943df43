package dev.framescope.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sample kernels lie while the project is built. */
public final class Samples {
    private Samples() {}

    /** The folder of the C sample kernel, with its sources and its {@code frames-c.elf}. */
    public static Path framesC() {
        return kernels().resolve("frames-c");
    }

    /** The C sample kernel. */
    public static Path framesCElf() {
        return framesC().resolve("frames-c.elf");
    }

    /** The folder of the Rust sample kernel, with its sources and its two builds. */
    public static Path framesRust() {
        return kernels().resolve("frames-rust");
    }

    /** The Rust sample kernel without optimization. */
    public static Path framesRustDebugElf() {
        return framesRust().resolve("frames-rust-debug.elf");
    }

    /** The Rust sample kernel optimized, with debug information. */
    public static Path framesRustReleaseElf() {
        return framesRust().resolve("frames-rust-release.elf");
    }

    /**
     * The folder that has one folder for each sample kernel. Tests run in their bundle's folder.
     */
    public static Path kernels() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (String plugins : new String[] {"", "plugins"}) {
                Path kernels = at.resolve(plugins).resolve("dev.framescope.samples/kernels");
                if (Files.isDirectory(kernels)) {
                    return kernels;
                }
            }
        }
        throw new AssertionError(
                "no dev.framescope.samples/kernels above " + Path.of("").toAbsolutePath());
    }
}
