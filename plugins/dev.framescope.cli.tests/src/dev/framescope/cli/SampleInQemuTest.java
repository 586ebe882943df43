package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sample kernels cannot tell this machine from QEMU's. */
class SampleInQemuTest {
    private static final String OPENSBI =
            "/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin";

    /** The lines of the tutorial that the kernel follows. */
    private static final String FRAMES_RUST_SAYS =
            """
            ++++init frame allocator succeed!++++
            test frame_allocator : 0x80fff000
            test frame_allocator : 0x80ffe000
            test frame_allocator : 0x80fff000
            """;

    static List<Path> framesRust() {
        return List.of(Samples.framesRustDebugElf(), Samples.framesRustReleaseElf());
    }

    @Test
    void framesCPrintsTheSameHereAsInQemu() {
        String inQemu = qemu("rv64", Samples.framesCElf());
        // What comes before is OpenSBI's banner.
        assertEquals(inQemu.substring(inQemu.indexOf("frames-c:")), run(Samples.framesCElf()));
    }

    @Test
    void openSbiAndFramesCBehindItPrintTheSameHereAsInQemu() {
        // The banner tells of the hypervisor extension and of event counters, which QEMU has.
        String inQemu = qemu("rv64,h=false,pmu-num=0", Samples.framesCElf());
        CliDriver.Result here =
                CliDriver.run(
                        "run", Samples.framesCElf(), "--firmware", OPENSBI, "--timeout", "60");
        assertEquals(0, here.status(), here.err());
        assertEquals(inQemu, here.out());
    }

    @ParameterizedTest
    @MethodSource("framesRust")
    void framesRustPrintsTheTutorialsLinesAndNothingElseHereAndInQemu(Path kernel) {
        assertEquals(FRAMES_RUST_SAYS, withoutReturns(run(kernel)));
        String inQemu = withoutReturns(qemu("rv64", kernel));
        assertEquals(FRAMES_RUST_SAYS, inQemu.substring(Math.max(0, inQemu.indexOf("++++"))));
    }

    private static String run(Path kernel) {
        CliDriver.Result here = CliDriver.run("run", kernel, "--timeout", "60");
        assertEquals(0, here.status(), here.err());
        return here.out();
    }

    private static String qemu(String cpu, Path kernel) {
        return Tool.run(
                        kernel.getParent(),
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
                                kernel.toString()))
                .orFail();
    }

    /** The SBI's console puts a carriage return before each line feed. */
    private static String withoutReturns(String console) {
        return console.replace("\r", "");
    }
}
