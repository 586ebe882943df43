package dev.framescope.insight.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PteFlagsTest {
    @ParameterizedTest
    @CsvSource({
        "0x01, --- -- --",
        "0xcb, R-X -- AD",
        "0xff, RWX UG AD",
        "0x57, RW- U- A-",
        "0xa3, R-- -G -D"
    })
    void everyFlagHasItsColumn(String bits, String text) {
        assertEquals(text, new PteFlags(Integer.decode(bits)).text());
    }

    @Test
    void higherBitsOfAnEntryAreNotKept() {
        assertEquals(new PteFlags(0xcb), new PteFlags(0x1234_56cb));
    }

    @ParameterizedTest
    @CsvSource({"0, RW- -- --", "1, RW- -- -- NC", "2, RW- -- -- IO", "3, RW- -- -- PBMT=3"})
    void theMemoryTypeIsToldIfItIsNotTheUsualOne(long pbmt, String text) {
        assertEquals(text, PteFlags.of(pbmt << 61 | 0x7).text());
    }

    @Test
    void aPointerHasNoPermissions() {
        assertFalse(new PteFlags(PteFlags.V).leaf());
        assertTrue(new PteFlags(PteFlags.V | PteFlags.X).leaf());
    }
}
