package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The sample kernel cannot tell this machine from QEMU's. */
class SampleInQemuTest {
    @Test
    void sampleKernelPrintsTheSameHereAsInQemu() {
        String inQemu =
                Tool.run(
                                Samples.framesC(),
                                Duration.ofSeconds(60),
                                List.of(
                                        "qemu-system-riscv64",
                                        "-M",
                                        "virt",
                                        "-nographic",
                                        "-bios",
                                        "default",
                                        "-kernel",
                                        Samples.framesCElf().toString()))
                        .orFail();
        CliDriver.Result here = CliDriver.run("run", Samples.framesCElf(), "--timeout", "60");
        assertEquals(0, here.status(), here.err());
        // What comes before is OpenSBI's banner.
        assertEquals(inQemu.substring(inQemu.indexOf("frames-c:")), here.out());
    }
}
