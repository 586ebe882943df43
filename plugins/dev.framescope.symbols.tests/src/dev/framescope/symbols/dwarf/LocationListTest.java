package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfBuilder;
import dev.framescope.symbols.elf.ElfFile;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Location lists written by hand. */
class LocationListTest {

    private static final int COMPILE_UNIT = 0x11;
    private static final long TEXT = 0x1000;

    private final Map<String, byte[]> sections = new LinkedHashMap<>();

    /** The entry of the only variable of the unit. */
    private Entry variable() throws SymbolException {
        ElfBuilder builder = new ElfBuilder().text(".text", TEXT, 0x1000);
        sections.forEach((name, content) -> builder.section(name, 1, 0, 0, content));
        ElfFile elf = ElfFile.parse("made.elf", builder.build());
        DebugInfo debug =
                new DebugInfo(
                        elf,
                        problem -> {
                            throw new AssertionError(problem);
                        });
        CompilationUnit unit = debug.unitIndex().units().getFirst();
        DieCursor cursor = unit.entries();
        cursor.next();
        cursor.next();
        return new Entry(unit, cursor.read());
    }

    private static int register(Entry entry, long address) throws SymbolException {
        Optional<byte[]> operations =
                LocationAttribute.operations(entry, Attribute.LOCATION, address);
        return operations.isPresent() ? operations.get()[0] - Operation.REG0 : -1;
    }

    private static int reg(int number) {
        return Operation.REG0 + number;
    }

    private void putPairs(DwarfBytes list) {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true, Attribute.LOW_PC, Form.ADDR)
                        .abbreviation(2, Tag.VARIABLE, false, Attribute.LOCATION, Form.SEC_OFFSET)
                        .u8(0)
                        .build());
        DwarfBytes unit = new DwarfBytes().u16(4).u32(0).u8(8);
        unit.u8(1).u64(TEXT).u8(2).u32(0).u8(0);
        sections.put(".debug_info", unit.withLength());
        sections.put(".debug_loc", list.build());
    }

    @Test
    void pairsCountFromTheUnitAndFromSelectedBases() throws SymbolException {
        putPairs(
                new DwarfBytes()
                        .u64(0x10)
                        .u64(0x10)
                        .u16(1)
                        .u8(reg(1)) // empty: a view of GCC's
                        .u64(0x10)
                        .u64(0x20)
                        .u16(1)
                        .u8(reg(2))
                        .u64(-1)
                        .u64(0x5000)
                        .u64(0)
                        .u64(8)
                        .u16(1)
                        .u8(reg(3))
                        .u64(0)
                        .u64(0));
        Entry entry = variable();
        assertEquals(-1, register(entry, TEXT + 0xf));
        assertEquals(2, register(entry, TEXT + 0x10));
        assertEquals(2, register(entry, TEXT + 0x1f));
        assertEquals(-1, register(entry, TEXT + 0x20));
        assertEquals(3, register(entry, 0x5007));
    }

    @Test
    void listWithoutAnEndIsAProblemThatNamesItsPlace() throws SymbolException {
        putPairs(new DwarfBytes().u64(0x10).u64(0x20).u16(1).u8(reg(2)));
        Entry entry = variable();
        assertEquals(2, register(entry, TEXT + 0x10));
        SymbolException e = assertThrows(SymbolException.class, () -> register(entry, TEXT + 0x40));
        assertTrue(e.getMessage().startsWith("made.elf: .debug_loc at offset 0x"), e.getMessage());
    }

    private void putKinds(DwarfBytes list) {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(
                                1,
                                COMPILE_UNIT,
                                true,
                                Attribute.LOW_PC,
                                Form.ADDR,
                                Attribute.ADDR_BASE,
                                Form.SEC_OFFSET,
                                Attribute.LOCLISTS_BASE,
                                Form.SEC_OFFSET)
                        .abbreviation(2, Tag.VARIABLE, false, Attribute.LOCATION, Form.LOCLISTX)
                        .u8(0)
                        .build());
        DwarfBytes unit = new DwarfBytes().u16(5).u8(1, 8).u32(0);
        unit.u8(1).u64(TEXT).u32(8).u32(12).u8(2).uleb(0).u8(0);
        sections.put(".debug_info", unit.withLength());
        DwarfBytes addresses = new DwarfBytes().u16(5).u8(8, 0).u64(0x2000).u64(0x3000);
        sections.put(".debug_addr", addresses.withLength());
        DwarfBytes lists = new DwarfBytes().u16(5).u8(8, 0).u32(1).u32(4);
        sections.put(".debug_loclists", lists.bytes(list.build()).withLength());
    }

    @Test
    void everyKindOfElementIsRead() throws SymbolException {
        putKinds(
                new DwarfBytes()
                        .u8(4, 0x10, 0x20, 1, reg(1)) // offset_pair
                        .u8(9, 1, 2) // GCC's views
                        .u8(1, 0) // base_addressx
                        .u8(4, 0, 8, 1, reg(2))
                        .u8(2, 0, 1, 1, reg(3)) // startx_endx
                        .u8(3, 1, 4, 1, reg(4)) // startx_length
                        .u8(6)
                        .u64(0x4000) // base_address
                        .u8(4, 0, 8, 1, reg(5))
                        .u8(7)
                        .u64(0x5000)
                        .u64(0x5008) // start_end
                        .u8(1, reg(6))
                        .u8(8)
                        .u64(0x6000) // start_length
                        .u8(8, 1, reg(7))
                        .u8(5, 1, reg(8)) // default_location
                        .u8(0));
        Entry entry = variable();
        assertEquals(1, register(entry, TEXT + 0x10));
        assertEquals(2, register(entry, 0x2007));
        assertEquals(3, register(entry, 0x2008));
        assertEquals(4, register(entry, 0x3003));
        assertEquals(5, register(entry, 0x4000));
        assertEquals(6, register(entry, 0x5007));
        assertEquals(7, register(entry, 0x6007));
        assertEquals(8, register(entry, 0x7000));
        assertArrayEquals(
                new byte[] {(byte) reg(8)},
                LocationAttribute.operations(entry, Attribute.LOCATION, 0).orElseThrow());
    }
}
