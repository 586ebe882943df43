package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LegacyManglingTest {

    @Test
    void pathHasTheComponentsWithoutTheHash() {
        assertEquals(
                List.of("os", "memory", "alloc_frame"),
                LegacyMangling.path("_ZN2os6memory11alloc_frame17h0123456789abcdefE"));
    }

    @Test
    void componentThatOnlyLooksLikeAHashIsKept() {
        assertEquals(List.of("os", "heap"), LegacyMangling.path("_ZN2os4heapE"));
        assertEquals(
                List.of("os", "hxyzxyzxyzxyzxyzx"),
                LegacyMangling.path("_ZN2os17hxyzxyzxyzxyzxyzxE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "main", "_ZN", "_ZN2", "_ZN2os", "_ZN9osE", "_ZNosE", "_ZN99999999999E"})
    void otherNamesHaveNoPath(String name) {
        assertEquals(List.of(), LegacyMangling.path(name));
    }
}
