package dev.framescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

class MemoryOptionTest {
    private final MemoryOption size = new MemoryOption();

    @ParameterizedTest
    @CsvSource({
        "4096,4096",
        "4k,4096",
        "128M,134217728",
        "128m,134217728",
        "1G,1073741824",
        "64MiB,67108864",
        "64MB,67108864"
    })
    void numbersAndUnitsAreBytes(String text, long bytes) {
        assertEquals(bytes, size.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5G", "1T", "0x1000"})
    void otherTextIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> size.convert(text));
    }

    @Test
    void sizeThatDoesNotFitALongIsRefused() {
        assertThrows(TypeConversionException.class, () -> size.convert("999999999999G"));
    }
}
