package dev.framescope.symbols.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfBuilder;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Variant;
import dev.framescope.symbols.type.VariantPart;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Types that the cross compiler does not write, made by hand. */
class VariantTest {

    private static final int COMPILE_UNIT = 0x11;
    private static final int RUST = 0x1c;

    private final Map<String, byte[]> sections = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private List<Type> types(String name) throws SymbolException {
        ElfBuilder builder = new ElfBuilder().text(".text", 0x1000, 0x1000);
        sections.forEach((section, content) -> builder.section(section, 1, 0, 0, content));
        ElfFile elf = ElfFile.parse("made.elf", builder.build());
        DebugInfo debug = new DebugInfo(elf, p -> problems.add(p.getMessage()));
        ProgramScopes scopes =
                new ProgramScopes(
                        debug, symbol -> OptionalLong.empty(), p -> problems.add(p.getMessage()));
        return scopes.types(name, OptionalLong.empty());
    }

    private static DwarfBytes unit() {
        return new DwarfBytes().u16(4).u32(0).u8(8).u8(1, RUST);
    }

    /** 1 unit, 2 base, 3 struct, 4 part, 5 member, 6 variant, 7 default, 8 variant with a list. */
    private void putAbbreviations() {
        sections.put(
                ".debug_abbrev",
                new DwarfBytes()
                        .abbreviation(1, COMPILE_UNIT, true, Attribute.LANGUAGE, Form.DATA1)
                        .abbreviation(
                                2,
                                Tag.BASE_TYPE,
                                false,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.ENCODING,
                                Form.DATA1,
                                Attribute.BYTE_SIZE,
                                Form.DATA1)
                        .abbreviation(
                                3,
                                Tag.STRUCTURE_TYPE,
                                true,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.BYTE_SIZE,
                                Form.DATA1)
                        .abbreviation(4, Tag.VARIANT_PART, true, Attribute.DISCR, Form.REF4)
                        .abbreviation(
                                5,
                                Tag.MEMBER,
                                false,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.TYPE,
                                Form.REF4,
                                Attribute.DATA_MEMBER_LOCATION,
                                Form.DATA1)
                        .abbreviation(6, Tag.VARIANT, true, Attribute.DISCR_VALUE, Form.DATA1)
                        .abbreviation(7, Tag.VARIANT, true)
                        .abbreviation(8, Tag.VARIANT, true, Attribute.DISCR_LIST, Form.BLOCK1)
                        .abbreviation(9, Tag.POINTER_TYPE, false, Attribute.TYPE, Form.REF4)
                        .abbreviation(
                                10,
                                Tag.TYPEDEF,
                                false,
                                Attribute.NAME,
                                Form.STRING,
                                Attribute.TYPE,
                                Form.REF4)
                        .u8(0)
                        .build());
    }

    @Test
    void discriminantsSelectTheirVariants() throws SymbolException {
        putAbbreviations();
        DwarfBytes unit = unit();
        int base = 4 + unit.size();
        unit.u8(2).string("u8").u8(7, 1);
        unit.u8(3).string("State<u8>").u8(2);
        int part = 4 + unit.size();
        unit.u8(4).u32(part + 5);
        unit.u8(5).string("").u32(base).u8(1); // the discriminant, in a niche
        unit.u8(6).u8(0xfe).u8(5).string("Free").u32(base).u8(0).u8(0);
        unit.u8(8).u8(5).u8(0, 3, 1, 16, 32); // 3, and 16 to 32
        unit.u8(5).string("Reserved").u32(base).u8(0).u8(0);
        unit.u8(7).u8(5).string("Used").u32(base).u8(0).u8(0);
        unit.u8(0).u8(0).u8(0);
        sections.put(".debug_info", unit.withLength());
        CompositeType type = (CompositeType) types("State").getFirst();
        assertEquals(List.of(), problems);
        assertEquals("State<u8>", type.name());
        VariantPart variants = type.variants().orElseThrow();
        assertEquals(1, variants.discriminant().orElseThrow().offset());
        List<String> selected = new ArrayList<>();
        for (long value : new long[] {0xfe, -2, 3, 15, 16, 32, 33, 0}) {
            selected.add(variants.select(value).map(Variant::name).orElse("none"));
        }
        assertEquals(
                List.of("Free", "Free", "Reserved", "Used", "Reserved", "Reserved", "Used", "Used"),
                selected);
    }

    @Test
    void typesMadeOfThemselvesHaveNamesAndSizes() throws SymbolException {
        putAbbreviations();
        DwarfBytes unit = unit();
        int first = 4 + unit.size();
        int second = first + 1 + "a".length() + 1 + 4;
        unit.u8(10).string("a").u32(second).u8(10).string("b").u32(first);
        int pointer = 4 + unit.size();
        unit.u8(9).u32(pointer);
        unit.u8(10).string("p").u32(pointer);
        int itself = 4 + unit.size();
        unit.u8(3).string("itself").u8(8);
        unit.u8(5).string("me").u32(itself).u8(0).u8(0).u8(0);
        sections.put(".debug_info", unit.withLength());
        for (String name : List.of("a", "b", "p", "itself")) {
            Type found = types(name).getFirst();
            assertTrue(found.size() >= 0 && !found.name().isEmpty(), name);
        }
        CompositeType type = (CompositeType) types("itself").getFirst();
        assertEquals(8, type.size());
        assertEquals("itself", type.members().getFirst().type().name());
    }
}
