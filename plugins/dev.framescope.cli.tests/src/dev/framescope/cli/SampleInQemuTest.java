package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The sample kernel cannot tell this machine from QEMU's. */
class SampleInQemuTest {
    private static final String OPENSBI =
            "/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin";

    @Test
    void sampleKernelPrintsTheSameHereAsInQemu() {
        String inQemu = qemu("rv64");
        CliDriver.Result here = CliDriver.run("run", Samples.framesCElf(), "--timeout", "60");
        assertEquals(0, here.status(), here.err());
        // What comes before is OpenSBI's banner.
        assertEquals(inQemu.substring(inQemu.indexOf("frames-c:")), here.out());
    }

    @Test
    void openSbiAndTheSampleKernelBehindItPrintTheSameHereAsInQemu() {
        // The banner tells of the hypervisor extension and of event counters, which QEMU has.
        String inQemu = qemu("rv64,h=false,pmu-num=0");
        CliDriver.Result here =
                CliDriver.run(
                        "run", Samples.framesCElf(), "--firmware", OPENSBI, "--timeout", "60");
        assertEquals(0, here.status(), here.err());
        assertEquals(inQemu, here.out());
    }

    private static String qemu(String cpu) {
        return Tool.run(
                        Samples.framesC(),
                        Duration.ofSeconds(60),
                        List.of(
                                "qemu-system-riscv64",
                                "-M",
                                "virt",
                                "-cpu",
                                cpu,
                                "-nographic",
                                "-bios",
                                OPENSBI,
                                "-kernel",
                                Samples.framesCElf().toString()))
                .orFail();
    }
}
