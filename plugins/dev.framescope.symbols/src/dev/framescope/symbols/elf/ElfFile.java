package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A little-endian ELF64 file: its header, sections, segments and symbols.
 *
 * <p>Immutable; any thread may use it. Files of any machine are accepted: the caller looks at
 * {@link #machine()} and decides.
 */
public final class ElfFile {

    /** {@code e_machine} of RISC-V. */
    public static final int EM_RISCV = 243;

    private final String name;
    private final byte[] content;
    private final ElfHeader header;
    private final List<ElfSection> sections;
    private final List<ElfSegment> segments;
    private final List<ElfSymbol> symbols;
    private final List<ElfSection> code;

    private ElfFile(
            String name,
            byte[] content,
            ElfHeader header,
            List<ElfSection> sections,
            List<ElfSegment> segments,
            List<ElfSymbol> symbols) {
        this.name = name;
        this.content = content;
        this.header = header;
        this.sections = sections;
        this.segments = segments;
        this.symbols = symbols;
        code = sections.stream().filter(s -> s.allocated() && s.executable()).toList();
    }

    /**
     * Reads the headers and the symbol table.
     *
     * @param name what messages call the file
     * @param bytes the file's content; not copied, so not to be changed afterwards
     * @throws SymbolException if this is no little-endian ELF64 file or its tables are broken
     */
    public static ElfFile parse(String name, byte[] bytes) throws SymbolException {
        ElfHeader header = ElfHeader.read(ByteReader.ofFile(name, bytes));
        ElfTables tables = new ElfTables(name, bytes, header);
        List<ElfSection> sections = tables.sections();
        return new ElfFile(
                name, bytes, header, sections, tables.segments(), tables.symbols(sections));
    }

    /** What messages call the file. */
    public String name() {
        return name;
    }

    /** Link address at which execution starts. */
    public long entry() {
        return header.entry();
    }

    /** {@code e_machine}: {@link #EM_RISCV} for RISC-V. */
    public int machine() {
        return header.machine();
    }

    /** All sections, by index, the null section included; none if the file has no section table. */
    public List<ElfSection> sections() {
        return sections;
    }

    /** The first section of that name. */
    public Optional<ElfSection> section(String sectionName) {
        return sections.stream().filter(s -> s.name().equals(sectionName)).findFirst();
    }

    /** All segments, in the order of the program header table. */
    public List<ElfSegment> segments() {
        return segments;
    }

    /** All symbols but the null symbol, in the order of the table; none in a stripped file. */
    public List<ElfSymbol> symbols() {
        return symbols;
    }

    /** Where a loader puts the byte with this link address (virtual to physical), if it does. */
    public OptionalLong loadAddress(long linkAddress) {
        return segments.stream()
                .filter(s -> s.loaded() && s.containsLinkAddress(linkAddress))
                .mapToLong(s -> linkAddress - s.vaddr() + s.paddr())
                .findFirst();
    }

    /** The link address of the byte that a loader puts there (physical to virtual), if any. */
    public OptionalLong linkAddress(long loadAddress) {
        return segments.stream()
                .filter(s -> s.loaded() && s.containsLoadAddress(loadAddress))
                .mapToLong(s -> loadAddress - s.paddr() + s.vaddr())
                .findFirst();
    }

    /** Whether the program has instructions at that link address. */
    public boolean hasCodeAt(long linkAddress) {
        if (sections.isEmpty()) {
            return segments.stream()
                    .anyMatch(
                            s ->
                                    s.loaded()
                                            && (s.flags() & ElfSegment.PF_X) != 0
                                            && s.containsLinkAddress(linkAddress));
        }
        for (ElfSection section : code) {
            if (section.contains(linkAddress)) {
                return true;
            }
        }
        return false;
    }

    /** A copy of the section's bytes in the file; empty if it has none there. */
    public byte[] bytes(ElfSection section) {
        if (!section.hasContent()) {
            return new byte[0];
        }
        int from = (int) section.offset();
        return Arrays.copyOfRange(content, from, from + (int) section.size());
    }

    /** A copy of the segment's bytes in the file ({@code fileSize} of them). */
    public byte[] bytes(ElfSegment segment) {
        int from = (int) segment.offset();
        return Arrays.copyOfRange(content, from, from + (int) segment.fileSize());
    }

    /** A new reader over the section's bytes in the file; over none if it has none there. */
    public ByteReader reader(ElfSection section) throws SymbolException {
        long size = section.hasContent() ? section.size() : 0;
        long offset = section.hasContent() ? section.offset() : 0;
        return ByteReader.ofSection(name, section.name(), content, offset, size);
    }
}
