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
    void framesCRebuiltFromItsSourcesIsTheCommittedFileByteForByte() throws IOException {
        Path rebuilt = scratch.resolve("rebuilt.elf");
        make(Samples.framesC(), "OUTPUT=" + rebuilt);
        assertCurrent(Samples.framesCElf(), rebuilt);
    }

    /** Compiles Rust's core and alloc too. */
    @Test
    void framesRustRebuiltFromItsSourcesIsTheCommittedFilesByteForByte() throws IOException {
        make(Samples.framesRust(), "OUTPUT=" + scratch);
        for (Path committed :
                List.of(Samples.framesRustDebugElf(), Samples.framesRustReleaseElf())) {
            assertCurrent(committed, scratch.resolve(committed.getFileName()));
        }
    }

    private void make(Path kernel, String output) {
        Tool.run(
                        kernel,
                        Duration.ofMinutes(5),
                        List.of("make", "BUILD=" + scratch.resolve("build"), output))
                .orFail();
    }

    private static void assertCurrent(Path committed, Path rebuilt) throws IOException {
        assertEquals(
                -1,
                Files.mismatch(committed, rebuilt),
                "run make in " + committed.getParent() + " and commit " + committed.getFileName());
    }
}
