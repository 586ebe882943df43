package dev.framescope.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.cli.CliDriver;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SnapshotCommandsTest {
    @TempDir private Path folder;

    private static CliDriver.Result debug(String commands) {
        return CliDriver.run("debug", Samples.framesCElf(), "--exec", commands);
    }

    private static String lastLine(CliDriver.Result result) {
        assertEquals("", result.err());
        assertEquals(0, result.status());
        return result.out().lines().reduce("", (first, second) -> second);
    }

    @Test
    void machineGoesBackToASavedStateAlsoInAnotherSession() {
        Path file = folder.resolve("state");
        String there = "break allocFrame; continue; snapshot save " + file;
        String registers = "; registers pc";
        String expected = lastLine(debug(there + registers));
        String back = "; snapshot load " + file + registers;
        assertEquals(expected, lastLine(debug(there + "; stepi 100" + back)));
        assertEquals(expected, lastLine(debug("info" + back)));
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no snapshot at all");
        CliDriver.Result result = debug("snapshot load " + text);
        assertEquals(2, result.status());
        assertTrue(result.err().contains(text + " is not a snapshot"), result.err());
        CliDriver.Result missing = debug("snapshot load " + folder.resolve("missing"));
        assertTrue(missing.err().contains("missing: no such file"), missing.err());
        assertTrue(debug("snapshot forget x").err().contains("save or load"));
    }
}
