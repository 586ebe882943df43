package dev.framescope.ide.ui.views.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolFile;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AddressExpressionTest {
    private static SymbolFile symbols;

    @BeforeAll
    static void load() throws Exception {
        symbols = SymbolFile.open(Samples.framesCElf());
    }

    @Test
    void aHexadecimalNumberIsAnAddressWithOrWithoutItsPrefix() {
        assertEquals(0x80200000L, parse("0x80200000"));
        assertEquals(0x80200000L, parse(" 80200000 "));
        assertEquals(0xffffffff_80200000L, parse("0xffff_ffff_8020_0000"));
    }

    @Test
    void aSymbolIsItsAddress() {
        long address = symbols.symbolAddress("allocFrame").orElseThrow();
        assertEquals(address, parse("allocFrame"));
        assertEquals(address + 0x10, parse("allocFrame + 0x10"));
        assertEquals(address - 4, parse("allocFrame-4"));
    }

    @Test
    void nonsenseIsToldByName() {
        IllegalArgumentException problem =
                assertThrows(IllegalArgumentException.class, () -> parse("noSuchThing"));
        assertTrue(problem.getMessage().contains("\"noSuchThing\""), problem.getMessage());
        assertThrows(IllegalArgumentException.class, () -> parse("1 2"));
        assertThrows(IllegalArgumentException.class, () -> parse("0x11111111111111111"));
    }

    private static long parse(String text) {
        return AddressExpression.parse(text, symbols);
    }
}
