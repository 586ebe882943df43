package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The options that say what a machine starts from. */
class BootOptionsTest {
    private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic");

    @TempDir private Path folder;

    private static Path openSbi(String name) {
        Path file = OPENSBI.resolve(name);
        assertTrue(Files.exists(file), file + " is missing: install Debian's package opensbi");
        return file;
    }

    private Path testProgram(int tohost) {
        return CrossCompiler.assemble(
                folder,
                0x80000000L,
                """
                .globl _start
                _start:
                    li t0, %d
                1:  sw t0, tohost, t1
                    j 1b
                .align 6
                .globl tohost
                tohost: .dword 0
                """
                        .formatted(tohost));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fw_dynamic.bin", "fw_dynamic.elf", "fw_jump.bin", "fw_jump.elf"})
    void openSbiStartsTheKernel(String firmware) {
        CliDriver.Result result =
                CliDriver.run(
                        "run",
                        Samples.framesCElf(),
                        "--firmware",
                        openSbi(firmware),
                        "--max-instructions",
                        "30000000");
        assertTrue(result.out().contains("Domain0 Next Address      : 0x0000000080200000"));
        assertTrue(result.out().contains("test frame allocator: 0x8022b000"), result.out());
        assertTrue(result.out().contains("paging is on, satp = 0x8000000000080"), result.out());
    }

    @Test
    void testProgramEndsTheRunThroughTohost() {
        assertEquals(0, CliDriver.run("run", testProgram(1)).status());
    }

    @Test
    void statusIsTheCodeThatATestProgramPutsIntoTohost() {
        assertEquals(5, CliDriver.run("run", testProgram(5 << 1 | 1)).status());
    }

    @Test
    void dumpedDeviceTreeTellsOfArgumentsAndRamDiskAndServesAsDeviceTree() throws IOException {
        Path disk = Files.write(folder.resolve("initrd"), new byte[1000]);
        Path dump = folder.resolve("virt.dtb");
        CliDriver.Result result =
                CliDriver.run(
                        "run",
                        Samples.framesCElf(),
                        "--append",
                        "console=ttyS0 quiet",
                        "--initrd",
                        disk,
                        "--dump-dtb",
                        dump);
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.out());
        String tree = Files.readString(dump, StandardCharsets.ISO_8859_1);
        assertTrue(tree.contains("console=ttyS0 quiet\0"));
        assertTrue(tree.contains("linux,initrd-start\0"));

        Path again = folder.resolve("again.dtb");
        CliDriver.run("run", Samples.framesCElf(), "--dtb", dump, "--dump-dtb", again);
        assertArrayEquals(Files.readAllBytes(dump), Files.readAllBytes(again));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--firmware", "--initrd", "--dtb", "--symbols", "--drive"})
    void fileThatIsMissingIsNamed(String option) {
        Path missing = folder.resolve("missing");
        CliDriver.Result result = CliDriver.run("run", Samples.framesCElf(), option, missing);
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().contains(missing.toString()), result.err());
        assertTrue(result.err().contains("no such file"), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void fileThatIsNoDeviceTreeIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("board.dts"), "/dts-v1/;\n".repeat(10));
        CliDriver.Result result = CliDriver.run("run", Samples.framesCElf(), "--dtb", text);
        assertEquals(2, result.status());
        assertTrue(result.err().contains("no flattened device tree"), result.err());
    }

    @Test
    void moreDrivesThanSlotsAreRefused() throws IOException {
        Path image = Files.write(folder.resolve("fs.img"), new byte[4096]);
        Object[] arguments = new Object[2 + 9];
        arguments[0] = "run";
        arguments[1] = Samples.framesCElf();
        for (int i = 2; i < arguments.length; i++) {
            arguments[i] = "--drive=file=" + image + ",readonly";
        }
        CliDriver.Result result = CliDriver.run(arguments);
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().contains("slots"), result.err());
    }
}
