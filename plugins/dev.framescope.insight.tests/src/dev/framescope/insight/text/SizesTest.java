package dev.framescope.insight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "256, 256 B",
        "1024, 1 KiB",
        "5172, 5.1 KiB",
        "134217728, 128 MiB",
        "17179869184, 16 GiB",
        "1099511627776, 1 TiB"
    })
    void bytesAreToldInTheLargestUnitThatFits(long size, String text) {
        assertEquals(text, Sizes.bytes(size));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 pages", "1, 1 page", "32125, '32,125 pages'"})
    void whatIsCountedHasItsNumber(long count, String text) {
        assertEquals(text, Sizes.counted(count, "page"));
    }
}
