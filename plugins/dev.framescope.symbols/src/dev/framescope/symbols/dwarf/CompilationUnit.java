package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.scope.Language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A unit of {@code .debug_info} or {@code .debug_types}: its header and its root entry, and the way
 * to read the others.
 *
 * <p>Immutable; any thread may use it.
 */
final class CompilationUnit {

    private final DwarfSections sections;
    private final String section;
    private final UnitHeader header;
    private final AbbreviationTable abbreviations;
    private final Die root;
    private final boolean zig;
    private final RangeReader rangeReader;

    /**
     * @param section in which the unit lies
     */
    CompilationUnit(
            DwarfSections sections,
            String section,
            UnitHeader header,
            AbbreviationTable abbreviations)
            throws SymbolException {
        this.sections = sections;
        this.section = section;
        this.header = header;
        this.abbreviations = abbreviations;
        DieCursor cursor = entries();
        if (!cursor.next()) {
            throw reader(header.offset()).problem("a unit without entries");
        }
        root = cursor.read();
        zig = producer().startsWith("zig");
        rangeReader = new RangeReader(sections, this);
    }

    UnitHeader header() {
        return header;
    }

    Encoding encoding() {
        return header.encoding();
    }

    AbbreviationTable abbreviations() {
        return abbreviations;
    }

    /** The bytes of the unit's entries. */
    ByteReader bytes() throws SymbolException {
        return reader(header.entries());
    }

    /** The unit's root entry. */
    Die root() {
        return root;
    }

    /** The directory the compiler ran in; empty if it is not recorded. */
    String compilationDirectory() throws SymbolException {
        return string(root, Attribute.COMP_DIR).orElse("");
    }

    /** The compiler and its version; empty if it is not recorded. */
    String producer() throws SymbolException {
        return string(root, Attribute.PRODUCER).orElse("");
    }

    /** The source language; of a Zig that says it is C, Zig. */
    Language language() {
        if (!root.has(Attribute.LANGUAGE)) {
            return Language.OTHER;
        }
        Language language = LanguageCode.language(root.value(Attribute.LANGUAGE));
        return language == Language.C && zig ? Language.ZIG : language;
    }

    /** Whether the source is in assembly language. */
    boolean isAssembly() {
        return language() == Language.ASSEMBLY;
    }

    DwarfSections sections() {
        return sections;
    }

    /** Offset of the unit's line program in {@code .debug_line}. */
    OptionalLong lineProgram() {
        return root.has(Attribute.STMT_LIST)
                ? OptionalLong.of(root.value(Attribute.STMT_LIST))
                : OptionalLong.empty();
    }

    /** A cursor before the unit's root entry. */
    DieCursor entries() throws SymbolException {
        return entries(header.entries());
    }

    /** A cursor before the entry at an offset of the unit's section. */
    DieCursor entries(long offset) throws SymbolException {
        return new DieCursor(reader(offset), header.encoding(), abbreviations, header.offset());
    }

    /** The entry at an offset of the unit's section that lies in this unit. */
    Die entry(long offset) throws SymbolException {
        DieCursor cursor = entries(offset);
        if (!cursor.next()) {
            throw reader(offset).problem("no entry where one is referred to");
        }
        return cursor.read();
    }

    /** The entry at an offset of the unit's section that lies in this unit. */
    Entry at(long offset) throws SymbolException {
        return new Entry(this, entry(offset));
    }

    /** The entry at an offset from the unit's start; empty if that is not among its entries. */
    Optional<Entry> relative(long value) throws SymbolException {
        long offset = header.offset() + value;
        return contains(offset) ? Optional.of(at(offset)) : Optional.empty();
    }

    /** Whether an offset of the unit's section lies among its entries. */
    boolean contains(long offset) {
        return offset >= header.entries() && offset < header.end();
    }

    private ByteReader reader(long offset) throws SymbolException {
        return sections.open(section).within(offset, header.end());
    }

    /**
     * The ranges of addresses of an entry, none if it has no code (DWARF 5, section 2.17).
     *
     * @param budget bounds the work, as entries can share their lists
     */
    List<AddressRange> ranges(Die die, Budget budget) throws SymbolException {
        return rangeReader.ranges(die, budget);
    }

    /**
     * The number in a constant of an entry; empty if it has none there (DWARF 5, section 7.5.5).
     */
    OptionalLong constant(Die die, int attribute) {
        if (!die.has(attribute)) {
            return OptionalLong.empty();
        }
        return switch (die.form(attribute)) {
            case Form.DATA1,
                    Form.DATA2,
                    Form.DATA4,
                    Form.DATA8,
                    Form.SDATA,
                    Form.UDATA,
                    Form.IMPLICIT_CONST,
                    Form.FLAG,
                    Form.FLAG_PRESENT ->
                    OptionalLong.of(die.value(attribute));
            default -> OptionalLong.empty();
        };
    }

    /** The bytes of a block or expression; empty if the attribute has none. */
    Optional<byte[]> block(Die die, int attribute) throws SymbolException {
        if (!die.has(attribute)) {
            return Optional.empty();
        }
        long at = die.value(attribute);
        return switch (die.form(attribute)) {
            case Form.BLOCK1 -> Optional.of(counted(reader(at), 1));
            case Form.BLOCK2 -> Optional.of(counted(reader(at), 2));
            case Form.BLOCK4 -> Optional.of(counted(reader(at), 4));
            case Form.DATA16 -> Optional.of(reader(at).bytes(16));
            case Form.BLOCK, Form.EXPRLOC -> {
                ByteReader in = reader(at);
                yield Optional.of(in.bytes(in.uleb()));
            }
            default -> Optional.empty();
        };
    }

    private static byte[] counted(ByteReader in, int size) throws SymbolException {
        return in.bytes(in.unsigned(size));
    }

    /** A string attribute; empty if the entry does not have it. */
    Optional<String> string(Die die, int attribute) throws SymbolException {
        if (!die.has(attribute)) {
            return Optional.empty();
        }
        long value = die.value(attribute);
        return switch (die.form(attribute)) {
            case Form.STRING -> Optional.of(reader(value).string());
            case Form.STRP -> Optional.of(sections.string(DwarfSections.STR, value));
            case Form.LINE_STRP -> Optional.of(sections.string(DwarfSections.LINE_STR, value));
            case Form.STRX, Form.STRX1, Form.STRX2, Form.STRX3, Form.STRX4 ->
                    Optional.of(indexedString(value));
            default -> Optional.empty(); // a string of another file
        };
    }

    private String indexedString(long index) throws SymbolException {
        int size = encoding().offsetSize();
        // An offset table starts with a header of a length, a version and padding (section 7.26).
        long base = base(Attribute.STR_OFFSETS_BASE, size == Long.BYTES ? 16 : 8);
        ByteReader table = sections.open(DwarfSections.STR_OFFSETS);
        ByteReader slot = element(table, base, index, size);
        return sections.string(DwarfSections.STR, slot.unsigned(size));
    }

    /** An address attribute; empty if the entry does not have it as an address. */
    OptionalLong address(Die die, int attribute) throws SymbolException {
        if (!die.has(attribute)) {
            return OptionalLong.empty();
        }
        long value = die.value(attribute);
        return switch (die.form(attribute)) {
            case Form.ADDR -> OptionalLong.of(value);
            case Form.ADDRX, Form.ADDRX1, Form.ADDRX2, Form.ADDRX3, Form.ADDRX4 ->
                    OptionalLong.of(indexedAddress(value));
            default -> OptionalLong.empty();
        };
    }

    /** The address in the unit's part of {@code .debug_addr} (DWARF 5, section 7.27). */
    long indexedAddress(long index) throws SymbolException {
        int size = encoding().addressSize();
        long base = base(Attribute.ADDR_BASE, 8);
        return element(sections.open(DwarfSections.ADDR), base, index, size).unsigned(size);
    }

    /** The value of a base attribute of the root entry. */
    long base(int attribute, long absent) {
        return root.has(attribute) ? root.value(attribute) : absent;
    }

    /** A reader at an element of a table of offsets or addresses. */
    static ByteReader element(ByteReader table, long base, long index, int size)
            throws SymbolException {
        if (index < 0 || index > table.size() / size) {
            throw table.problem("there is no element " + Long.toUnsignedString(index));
        }
        return table.at(base + index * size);
    }
}
