package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RunCommandTest {
    private static final Pattern STATS =
            Pattern.compile(
                    "\\{\"instructions\":(\\d+),\"wall_seconds\":(\\d+\\.\\d+),"
                            + "\"cpu_seconds\":(\\d+\\.\\d+),\"guest_mips\":(\\d+\\.\\d+)\\}");

    @TempDir private Path folder;

    @Test
    void statusIsZeroWhenTheGuestPassesTheTestFinisher() {
        Path guest = Guests.finisher(folder, 0x5555);
        assertEquals(0, CliDriver.run("run", guest, "--firmware", "none").status());
    }

    @Test
    void statusIsTheGuestsCodeWhenItFails() {
        Path guest = Guests.finisher(folder, 42 << 16 | 0x3333);
        assertEquals(42, CliDriver.run("run", guest, "--firmware=none").status());
    }

    @Test
    void statusIsZeroAfterAnSbiShutdown() {
        assertEquals(0, CliDriver.run("run", Guests.sbiShutdown(folder, 0)).status());
    }

    @Test
    void statusIsOneAfterAnSbiShutdownForAFailure() {
        assertEquals(1, CliDriver.run("run", Guests.sbiShutdown(folder, 1)).status());
    }

    @Test
    void statusIs124WhenTimeIsUp() {
        CliDriver.Result result =
                CliDriver.run(
                        "run", Guests.endless(folder), "--firmware", "none", "--timeout", "0.2");
        assertEquals(124, result.status());
        assertTrue(result.err().contains("time is up"), result.err());
    }

    @Test
    void statusIs124AfterSoManyInstructions() {
        CliDriver.Result result =
                CliDriver.run(
                        "run",
                        Guests.endless(folder),
                        "--firmware",
                        "none",
                        "--max-instructions",
                        "1001",
                        "--stats");
        assertEquals(124, result.status());
        assertTrue(result.err().contains("\"instructions\":1001,"), result.err());
    }

    @Test
    void trapLoopIsToldAndStatusIsOne() {
        CliDriver.Result result =
                CliDriver.run("run", Guests.trapLoop(folder), "--firmware", "none");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("loop of traps"), result.err());
    }

    @Test
    void standardInputIsTypedAtTheGuest() {
        CliDriver.Result result =
                CliDriver.runWithInput(
                        "HAL.",
                        "run",
                        Guests.echo(folder),
                        "--firmware",
                        "none",
                        "--timeout",
                        "30");
        assertEquals("IBM", result.out());
        assertEquals(0, result.status(), result.err());
    }

    @Test
    void endOfStandardInputDoesNotEndTheGuest() {
        CliDriver.Result result =
                CliDriver.runWithInput("", "run", Samples.framesCElf(), "--timeout", "60");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().endsWith("done, powering off\r\n"), result.out());
    }

    @Test
    void statsAreOneLineOfJson() {
        CliDriver.Result result =
                CliDriver.run("run", Samples.framesCElf(), "--stats", "--timeout", "60");
        Matcher stats = STATS.matcher(result.err().strip());
        assertTrue(stats.matches(), result.err());
        assertTrue(Long.parseLong(stats.group(1)) > 1_000_000, result.err());
        double wall = Double.parseDouble(stats.group(2));
        double mips = Double.parseDouble(stats.group(4));
        assertEquals(Long.parseLong(stats.group(1)) / 1e6 / wall, mips, mips / 100);
    }

    @Test
    void memorySizeIsWhatTheGuestFinds() {
        Path guest = Guests.finisher(folder, 0x5555);
        assertEquals(0, CliDriver.run("run", guest, "-m", "2M", "--firmware", "none").status());
        CliDriver.Result tooSmall = CliDriver.run("run", Samples.framesCElf(), "-m", "1M");
        assertEquals(2, tooSmall.status());
        assertTrue(tooSmall.err().contains("frames-c.elf"), tooSmall.err());
    }

    @Test
    void fileThatIsMissingIsNamed() {
        Path missing = folder.resolve("no-kernel.elf");
        assertUnusable(CliDriver.run("run", missing), "no-kernel.elf: no such file");
    }

    @Test
    void fileThatIsNoElfFileIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("kernel.txt"), "hello");
        assertUnusable(CliDriver.run("run", text), "kernel.txt");
    }

    @Test
    void folderIsNoKernel() {
        assertUnusable(CliDriver.run("run", folder), "a folder; name a file in it");
    }

    @Test
    void kernelOutsideTheMemoryIsNamed() {
        assertUnusable(CliDriver.run("run", Guests.outsideMemory(folder)), "guest.elf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m=lots",
                "-m=3",
                "-m=64G",
                "--harts=0",
                "--harts=9",
                "--harts=two",
                "--firmware=opensbi",
                "--timeout=-1",
                "--timeout=soon",
                "--max-instructions=-1",
                "--verbose"
            })
    void optionThatCannotBeUsedIsNamed(String option) {
        CliDriver.Result result = CliDriver.run("run", Samples.framesCElf(), option);
        assertEquals(2, result.status(), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertFalse(result.err().isBlank());
    }

    private static void assertUnusable(CliDriver.Result result, String message) {
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }
}
