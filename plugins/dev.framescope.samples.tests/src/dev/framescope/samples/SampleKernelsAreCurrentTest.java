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
    @Test
    void framesCRebuiltFromItsSourcesIsTheCommittedFileByteForByte(@TempDir Path scratch)
            throws IOException {
        Path rebuilt = scratch.resolve("rebuilt.elf");
        Tool.run(
                        Samples.framesC(),
                        Duration.ofMinutes(1),
                        List.of("make", "BUILD=" + scratch.resolve("build"), "OUTPUT=" + rebuilt))
                .orFail();
        assertEquals(
                -1,
                Files.mismatch(Samples.framesCElf(), rebuilt),
                "run make in " + Samples.framesC() + " and commit frames-c.elf");
    }
}
