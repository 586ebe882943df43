package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.util.List;

class AddressIndexTest {

    private static AddressIndex<String> index(Object... lowHighValue) {
        AddressIndex.Builder<String> builder = new AddressIndex.Builder<>();
        for (int i = 0; i < lowHighValue.length; i += 3) {
            long low = ((Number) lowHighValue[i]).longValue();
            long high = ((Number) lowHighValue[i + 1]).longValue();
            builder.add(new AddressRange(low, high), (String) lowHighValue[i + 2]);
        }
        return builder.build();
    }

    @Test
    void rangeHasItsLowButNotItsHighAddress() {
        AddressIndex<String> index = index(10, 20, "a");
        assertNull(index.innermostAt(9));
        assertEquals("a", index.innermostAt(10));
        assertEquals("a", index.innermostAt(19));
        assertNull(index.innermostAt(20));
    }

    @Test
    void innermostOfNestedRangesIsFoundFirst() {
        AddressIndex<String> index = index(0, 100, "outer", 10, 20, "inner", 0, 50, "half");
        assertEquals(List.of("inner", "half", "outer"), index.allAt(15));
        assertEquals(List.of("outer"), index.allAt(60));
    }

    @Test
    void enclosingRangeIsFoundAfterOthersThatEnded() {
        AddressIndex<String> index = index(0, 100, "outer", 10, 20, "a", 30, 40, "b");
        assertEquals("outer", index.innermostAt(45));
    }

    @Test
    void addressesAreUnsigned() {
        AddressIndex<String> index = index(0xffff_ffff_8000_0000L, -1L, "high", 0, 16, "low");
        assertEquals("high", index.innermostAt(0xffff_ffff_8000_0010L));
        assertEquals("low", index.innermostAt(5));
        assertNull(index.innermostAt(0x8000_0000L));
    }
}
