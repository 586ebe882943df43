package dev.framescope.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

    /**
     * Builds the C sample kernel and its programs again.
     *
     * @param directory where to; gets the ELF files by the names of those in {@link #framesC}
     * @param options more for the compiler, such as {@code -O2}
     * @return the kernel
     */
    public static Path framesCBuilt(Path directory, String options) {
        Tool.run(
                        framesC(),
                        Duration.ofMinutes(1),
                        List.of(
                                "make",
                                "BUILD=" + directory.resolve("build"),
                                "OUTPUT=" + directory,
                                "OPTIONS=" + options))
                .orFail();
        return directory.resolve("frames-c.elf");
    }

    /** The program of the C sample kernel's processes 1 and 2; process 3 has another. */
    public static Path framesCSortElf() {
        return framesC().resolve("frames-c-sort.elf");
    }

    /** The program of the C sample kernel's process 3. */
    public static Path framesCPrimesElf() {
        return framesC().resolve("frames-c-primes.elf");
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
