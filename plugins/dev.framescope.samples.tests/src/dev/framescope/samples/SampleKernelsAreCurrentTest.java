package dev.framescope.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The committed ELF files are what their sources make. */
class SampleKernelsAreCurrentTest {
    @TempDir private Path scratch;

    @Test
    void framesCRebuiltFromItsSourcesIsTheCommittedFilesByteForByte() throws IOException {
        assertCurrent(
                Samples.framesC(),
                List.of("frames-c.elf", "frames-c-sort.elf", "frames-c-primes.elf"));
    }

    /** Compiles Rust's core and alloc too. */
    @Test
    void framesRustRebuiltFromItsSourcesIsTheCommittedFilesByteForByte() throws IOException {
        assertCurrent(
                Samples.framesRust(), List.of("frames-rust-debug.elf", "frames-rust-release.elf"));
    }

    private void assertCurrent(Path kernel, List<String> files) throws IOException {
        Tool.run(
                        kernel,
                        Duration.ofMinutes(5),
                        List.of("make", "BUILD=" + scratch.resolve("build"), "OUTPUT=" + scratch))
                .orFail();
        for (String file : files) {
            assertEquals(
                    -1,
                    Files.mismatch(kernel.resolve(file), scratch.resolve(file)),
                    "run make in " + kernel + " and commit " + file);
        }
    }
}
