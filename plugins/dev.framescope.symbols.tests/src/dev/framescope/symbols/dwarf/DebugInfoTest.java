package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfBuilder;
import dev.framescope.symbols.elf.ElfFile;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units written by hand: what the cross compiler does not write, and what nobody should. */
class DebugInfoTest {

    private static final int COMPILE_UNIT = 0x11;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long TEXT = 0x1000;

    private final Map<String, byte[]> sections = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private DebugInfo debugInfo() throws SymbolException {
        ElfBuilder builder = new ElfBuilder().text(".text", TEXT, 0x1000);
        sections.forEach((name, content) -> builder.section(name, 1, 0, 0, content));
        ElfFile elf = ElfFile.parse("made.elf", builder.build());
        return new DebugInfo(elf, problem -> problems.add(problem.getMessage()));
    }

    private List<Subprogram> subprograms() throws SymbolException {
        return debugInfo().units().stream().flatMap(u -> u.subprograms().stream()).toList();
    }

    private static DwarfBytes version4(int abbreviations) {
        return new DwarfBytes().u16(4).u32(abbreviations).u8(8);
    }

    private static DwarfBytes version5() {
        return new DwarfBytes().u16(5).u8(1, 8).u32(0);
    }

    @Test
    void nameIsFoundThroughOriginAndSpecification() throws SymbolException {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true)
                        .abbreviation(2, Tag.SUBPROGRAM, false, Attribute.NAME, Form.STRING)
                        .abbreviation(
                                3,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.SPECIFICATION,
                                Form.REF4,
                                Attribute.LINKAGE_NAME,
                                Form.STRING)
                        .abbreviation(
                                4,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.ABSTRACT_ORIGIN,
                                Form.REF_ADDR,
                                Attribute.LOW_PC,
                                Form.ADDR,
                                Attribute.HIGH_PC,
                                Form.DATA4)
                        .u8(0)
                        .build());
        DwarfBytes unit = version4(0).u8(1);
        int declaration = 4 + unit.size();
        unit.u8(2).string("alloc");
        int instance = 4 + unit.size();
        unit.u8(3).u32(declaration).string("_ZN5alloc");
        unit.u8(4).u32(instance).u64(TEXT).u32(0x10).u8(0);
        sections.put(".debug_info", unit.withLength());
        assertEquals(
                List.of(
                        new Subprogram(
                                "alloc", "_ZN5alloc", new AddressRange(TEXT, TEXT + 0x10), true)),
                subprograms());
        assertEquals(List.of(), problems);
    }

    @Test
    void entryThatIsItsOwnOriginHasNoName() throws SymbolException {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true)
                        .abbreviation(
                                2,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.ABSTRACT_ORIGIN,
                                Form.REF4,
                                Attribute.LOW_PC,
                                Form.ADDR,
                                Attribute.HIGH_PC,
                                Form.DATA4)
                        .u8(0)
                        .build());
        DwarfBytes unit = version4(0).u8(1);
        unit.u8(2).u32(4 + unit.size()).u64(TEXT).u32(0x10).u8(0);
        sections.put(".debug_info", unit.withLength());
        assertEquals(List.of(), subprograms());
    }

    /** What other compilers write: strings, addresses and range lists by index. */
    private void putIndexedUnit() {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(
                                1,
                                COMPILE_UNIT,
                                true,
                                Attribute.NAME,
                                Form.STRX1,
                                Attribute.STR_OFFSETS_BASE,
                                Form.SEC_OFFSET,
                                Attribute.ADDR_BASE,
                                Form.SEC_OFFSET,
                                Attribute.RNGLISTS_BASE,
                                Form.SEC_OFFSET,
                                Attribute.LOW_PC,
                                Form.ADDRX)
                        .abbreviation(
                                2,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.NAME,
                                Form.STRX,
                                Attribute.LOW_PC,
                                Form.ADDRX1,
                                Attribute.HIGH_PC,
                                Form.UDATA)
                        .abbreviation(
                                3,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.NAME,
                                Form.STRX2,
                                Attribute.RANGES,
                                Form.RNGLISTX)
                        .u8(0)
                        .build());
        DwarfBytes unit = version5();
        unit.u8(1).u8(0).u32(8).u32(8).u32(12).uleb(0);
        unit.u8(2).uleb(1).u8(1).uleb(0x20);
        unit.u8(3).u16(2).uleb(1).u8(0);
        sections.put(".debug_info", unit.withLength());
        sections.put(".debug_str", new DwarfBytes().string("u.rs").string("a").string("b").build());
        DwarfBytes offsets = new DwarfBytes().u16(5).u16(0).u32(0).u32(5).u32(7);
        sections.put(".debug_str_offsets", offsets.withLength());
        DwarfBytes addresses = new DwarfBytes().u16(5).u8(8, 0).u64(TEXT).u64(TEXT + 0x40);
        sections.put(".debug_addr", addresses.withLength());
    }

    @Test
    void stringsAddressesAndRangesByIndexAreRead() throws SymbolException {
        putIndexedUnit();
        DwarfBytes lists = new DwarfBytes().u16(5).u8(8, 0).u32(2).u32(8).u32(9);
        lists.u8(0); // list 0 is empty
        lists.u8(4).uleb(0x100).uleb(0x110); // offset_pair from the unit's low_pc
        lists.u8(3).uleb(1).uleb(8); // startx_length
        lists.u8(2).uleb(0).uleb(1); // startx_endx
        lists.u8(1).uleb(1).u8(4).uleb(0).uleb(4); // base_addressx, offset_pair
        lists.u8(5).u64(TEXT + 0x200).u8(4).uleb(1).uleb(2); // base_address, offset_pair
        lists.u8(6).u64(TEXT + 0x300).u64(TEXT + 0x308); // start_end
        lists.u8(7).u64(TEXT + 0x400).uleb(2); // start_length
        lists.u8(7).u64(0).uleb(2); // dropped by the linker
        lists.u8(0);
        sections.put(".debug_rnglists", lists.withLength());
        List<Subprogram> found = subprograms();
        assertEquals(List.of(), problems);
        AddressRange first = new AddressRange(TEXT + 0x40, TEXT + 0x60);
        assertEquals(new Subprogram("a", "a", first, true), found.get(0));
        assertEquals(
                List.of(
                        new AddressRange(TEXT + 0x100, TEXT + 0x110),
                        new AddressRange(TEXT + 0x40, TEXT + 0x48),
                        new AddressRange(TEXT, TEXT + 0x40),
                        new AddressRange(TEXT + 0x40, TEXT + 0x44),
                        new AddressRange(TEXT + 0x201, TEXT + 0x202),
                        new AddressRange(TEXT + 0x300, TEXT + 0x308),
                        new AddressRange(TEXT + 0x400, TEXT + 0x402)),
                found.stream().skip(1).map(Subprogram::range).toList());
        assertEquals("b", found.get(1).name());
    }

    @Test
    void functionsBeforeAndAfterABrokenRangeListRemain() throws SymbolException {
        putIndexedUnit();
        DwarfBytes lists = new DwarfBytes().u16(5).u8(8, 0).u32(2).u32(8).u32(9);
        sections.put(".debug_rnglists", lists.u8(0, 99).withLength());
        assertEquals(List.of("a"), subprograms().stream().map(Subprogram::name).toList());
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("unknown kind of range list entry 0x63"));
        assertTrue(problems.get(0).startsWith("made.elf: .debug_rnglists at offset 0x"));
    }

    @Test
    void pairsOfRangesCountFromTheirBase() throws SymbolException {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true, Attribute.LOW_PC, Form.ADDR)
                        .abbreviation(
                                2,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.RANGES,
                                Form.SEC_OFFSET)
                        .u8(0)
                        .build());
        DwarfBytes unit = version4(0).u8(1).u64(TEXT).u8(2).string("f").u32(0).u8(0);
        sections.put(".debug_info", unit.withLength());
        DwarfBytes pairs = new DwarfBytes().u64(0x10).u64(0x20);
        pairs.u64(-1).u64(TEXT + 0x100).u64(0x10).u64(0x20).u64(0).u64(0);
        sections.put(".debug_ranges", pairs.build());
        assertEquals(
                List.of(
                        new AddressRange(TEXT + 0x10, TEXT + 0x20),
                        new AddressRange(TEXT + 0x110, TEXT + 0x120)),
                subprograms().stream().map(Subprogram::range).toList());
    }

    @Test
    void lineTableWithChecksumsOfItsFilesIsRead() throws SymbolException {
        DwarfBytes header = new DwarfBytes().u8(1, 1, 1, -3, 12, 10);
        header.u8(0, 1, 1, 1, 1, 0, 0, 0, 1);
        header.u8(1).uleb(1).uleb(Form.STRING).uleb(2).string("/src").string("lib");
        header.u8(3).uleb(1).uleb(Form.STRING).uleb(2).uleb(Form.UDATA);
        header.uleb(5).uleb(Form.DATA16).uleb(2);
        header.string("main.c").uleb(0).bytes(new byte[16]);
        header.string("util.c").uleb(1).bytes(new byte[16]);
        DwarfBytes program = new DwarfBytes().u16(5).u8(8, 0).bytes(header.withLength());
        program.u8(0, 9, 2).u64(TEXT); // set_address
        program.u8(3, 9, 1); // advance_line 9, copy
        program.u8(2, 8, 4, 0, 3, 0x7e, 1); // advance_pc 8, set_file 0, advance_line -2, copy
        program.u8(2, 4, 0, 1, 1); // advance_pc 4, end_sequence
        sections.put(".debug_line", program.withLength());
        UnitLines lines = debugInfo().linesAt(TEXT + 8).orElseThrow();
        LineTable table = lines.table();
        int first = table.rowAt(TEXT + 7);
        int second = table.rowAt(TEXT + 8);
        assertEquals("/src/lib/util.c:10", lines.path(table.file(first)) + ":" + table.line(first));
        assertEquals("/src/main.c:8", lines.path(table.file(second)) + ":" + table.line(second));
        assertEquals(-1, table.rowAt(TEXT + 12));
        assertEquals(List.of(), problems);
    }

    @Test
    void endlessFileTableIsRefused() {
        DwarfBytes header = new DwarfBytes().u8(1, 1, 1, -3, 12, 10);
        header.u8(0, 1, 1, 1, 1, 0, 0, 0, 1);
        header.u8(0).uleb(1L << 62).u8(0).uleb(1);
        DwarfBytes program = new DwarfBytes().u16(5).u8(8, 0).bytes(header.withLength());
        sections.put(".debug_line", program.withLength());
        assertTimeoutPreemptively(LIMIT, () -> debugInfo().lines().forEach(UnitLines::table));
        assertTrue(problems.get(0).contains("entries is not all there"), problems.toString());
    }

    @Test
    void unitsThatShareOneLongAbbreviationTableEndInAProblem() {
        DwarfBytes abbreviations = new DwarfBytes();
        for (int code = 1; code < 10_000; code++) {
            abbreviations.abbreviation(code, COMPILE_UNIT, false);
        }
        sections.put(".debug_abbrev", abbreviations.u8(0).build());
        DwarfBytes info = new DwarfBytes();
        for (int unit = 0; unit < 5_000; unit++) {
            info.bytes(version4(5 * unit).u8(1).withLength());
        }
        sections.put(".debug_info", info.build());
        assertTimeoutPreemptively(LIMIT, this::debugInfo);
        assertTrue(problems.toString().contains("too many units have overlapping tables"));
    }

    @Test
    void functionsThatShareOneLongRangeListEndInAProblem() {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true)
                        .abbreviation(
                                2,
                                Tag.SUBPROGRAM,
                                false,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.RANGES,
                                Form.SEC_OFFSET)
                        .u8(0)
                        .build());
        DwarfBytes pairs = new DwarfBytes();
        for (int i = 0; i < 20_000; i++) {
            pairs.u64(1).u64(2);
        }
        sections.put(".debug_ranges", pairs.u64(0).u64(0).build());
        DwarfBytes unit = version4(0).u8(1);
        for (int i = 0; i < 20_000; i++) {
            unit.u8(2).string("f").u32(0);
        }
        sections.put(".debug_info", unit.u8(0).withLength());
        assertTimeoutPreemptively(LIMIT, this::subprograms);
        assertTrue(problems.toString().contains("too many entries share their range lists"));
    }
}
