package dev.framescope.insight.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({
        "128 MiB, 134217728",
        "128M, 134217728",
        "128, 134217728",
        "1 GiB, 1073741824",
        "2g, 2147483648",
        "4096 KiB, 4194304",
        "' 64 mb ', 67108864"
    })
    void readsAmountsAsPeopleWriteThem(String text, long bytes) {
        assertEquals(bytes, MemorySize.parse(text, MemorySize.MIB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "-1 MiB", "1.5 GiB", "128 MiBs", "12 34"})
    void saysWhatIsUnderstoodWhenTextIsNoAmount(String text) {
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MemorySize.parse(text, MemorySize.MIB));
        assertTrue(e.getMessage().contains("write it like 128 MiB"), e.getMessage());
    }

    @Test
    void refusesWhatDoesNotFitIntoALong() {
        assertThrows(IllegalArgumentException.class, () -> MemorySize.parse("999999999999 G", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "134217728, 128 MiB",
        "1073741824, 1 GiB",
        "1610612736, 1536 MiB",
        "4096, 4 KiB",
        "100, 100 bytes"
    })
    void writesTheLargestUnitThatDivides(long bytes, String text) {
        assertEquals(text, MemorySize.format(bytes));
    }
}
