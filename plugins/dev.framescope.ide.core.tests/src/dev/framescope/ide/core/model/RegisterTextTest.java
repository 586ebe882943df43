package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTextTest {
    @ParameterizedTest
    @CsvSource({
        "0x80200000, 2149580800",
        "0XFFFFFFFFFFFFFFFF, -1",
        "18446744073709551615, -1",
        "-1, -1",
        "42, 42",
        "0x8000_0000, 2147483648"
    })
    void readsDecimalAndHexadecimalNumbers(String text, long value) {
        assertEquals(value, RegisterText.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "a0", "0x1ffffffffffffffff", "-9223372036854775809", "1 2"})
    void isEmptyForWhatIsNoNumberOf64Bits(String text) {
        assertTrue(RegisterText.parse(text).isEmpty());
    }

    @Test
    void writesSixteenDigits() {
        assertEquals("0x0000000080200000", RegisterText.format(0x80200000L));
        assertEquals("0xffffffffffffffff", RegisterText.format(-1));
    }
}
