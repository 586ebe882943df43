package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A unit of {@code .debug_info}: its header and its root entry, and the way to read the others.
 *
 * <p>Immutable; any thread may use it.
 */
final class CompilationUnit {

    private static final int LANG_ASSEMBLY = 0x31;
    private static final int LANG_MIPS_ASSEMBLER = 0x8001;

    private final DwarfSections sections;
    private final UnitHeader header;
    private final AbbreviationTable abbreviations;
    private final Die root;
    private final RangeReader rangeReader;

    CompilationUnit(DwarfSections sections, UnitHeader header, AbbreviationTable abbreviations)
            throws SymbolException {
        this.sections = sections;
        this.header = header;
        this.abbreviations = abbreviations;
        DieCursor cursor = entries();
        if (!cursor.next()) {
            throw reader(header.offset()).problem("a unit without entries");
        }
        root = cursor.read();
        rangeReader = new RangeReader(sections, this);
    }

    UnitHeader header() {
        return header;
    }

    Encoding encoding() {
        return header.encoding();
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

    /** Whether the source is in assembly language. */
    boolean isAssembly() {
        long language = root.has(Attribute.LANGUAGE) ? root.value(Attribute.LANGUAGE) : 0;
        return language == LANG_MIPS_ASSEMBLER || language == LANG_ASSEMBLY;
    }

    /** Offset of the unit's line program in {@code .debug_line}. */
    OptionalLong lineProgram() {
        return root.has(Attribute.STMT_LIST)
                ? OptionalLong.of(root.value(Attribute.STMT_LIST))
                : OptionalLong.empty();
    }

    /** A cursor before the unit's root entry. */
    DieCursor entries() throws SymbolException {
        return new DieCursor(reader(header.entries()), header.encoding(), abbreviations);
    }

    /** The entry at an offset of {@code .debug_info} that lies in this unit. */
    Die entry(long offset) throws SymbolException {
        DieCursor cursor = new DieCursor(reader(offset), header.encoding(), abbreviations);
        if (!cursor.next()) {
            throw reader(offset).problem("no entry where one is referred to");
        }
        return cursor.read();
    }

    /** Whether an offset of {@code .debug_info} lies among the unit's entries. */
    boolean contains(long offset) {
        return offset >= header.entries() && offset < header.end();
    }

    private ByteReader reader(long offset) throws SymbolException {
        return sections.open(DwarfSections.INFO).within(offset, header.end());
    }

    /** The ranges of addresses of an entry, none if it has no code (DWARF 5, section 2.17). */
    List<AddressRange> ranges(Die die) throws SymbolException {
        return rangeReader.ranges(die);
    }

    /**
     * The offset of {@code .debug_info} that an attribute refers to; empty if it has none there.
     */
    OptionalLong reference(Die die, int attribute) {
        if (!die.has(attribute)) {
            return OptionalLong.empty();
        }
        long value = die.value(attribute);
        return switch (die.form(attribute)) {
            case Form.REF1, Form.REF2, Form.REF4, Form.REF8, Form.REF_UDATA ->
                    OptionalLong.of(header.offset() + value);
            case Form.REF_ADDR -> OptionalLong.of(value);
            default -> OptionalLong.empty(); // other files and type units
        };
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
