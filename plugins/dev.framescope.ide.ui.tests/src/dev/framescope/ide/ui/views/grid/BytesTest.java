package dev.framescope.ide.ui.views.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void anExactAmountIsNeverRounded() {
        assertEquals("0 B", Bytes.text(0));
        assertEquals("256 B", Bytes.text(256));
        assertEquals("60 KiB", Bytes.text(0xf000));
        assertEquals("128 MiB", Bytes.text(128L << 20));
        assertEquals("16 GiB", Bytes.text(16L << 30));
        assertEquals("0x1234", Bytes.text(0x1234));
    }

    @Test
    void aRoundedAmountHasOneDigitAfterThePoint() {
        assertEquals("2.1 MiB", Bytes.rounded(0x210000));
        assertEquals("64 MiB", Bytes.rounded(64L << 20));
        assertEquals("100 B", Bytes.rounded(100));
    }
}
