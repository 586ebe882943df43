package dev.framescope.insight.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Drive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class DriveTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fs.img|READ_WRITE",
                "file=fs.img|READ_WRITE",
                "file=fs.img,readonly|READ_ONLY",
                "file=fs.img,snapshot=on|COPY_ON_WRITE",
                "file=fs.img,if=none,format=raw,id=x0|READ_WRITE"
            })
    void drivesAreWrittenAsForQemu(String text, Drive.Mode mode) {
        assertEquals(new Drive.OfFile(Path.of("fs.img"), mode), DriveText.parse(text));
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertTrue(refusal("file=a,format=qcow2").contains("'format=qcow2' is unknown"));
        assertTrue(refusal("readonly").contains("names no file"));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> DriveText.parse(text))
                .getMessage();
    }
}
