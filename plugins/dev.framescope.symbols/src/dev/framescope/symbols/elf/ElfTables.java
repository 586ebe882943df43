package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the tables that the ELF header points to: sections, segments, symbols. */
final class ElfTables {

    private static final int SYMBOL_ENTRY = 24;
    private static final int SHT_DYNSYM = 11;

    private final String file;
    private final ByteSource source;
    private final ElfHeader header;

    ElfTables(String file, ByteSource source, ElfHeader header) {
        this.file = file;
        this.source = source;
        this.header = header;
    }

    List<ElfSection> sections() throws SymbolException {
        if (header.sectionTable() == 0) {
            return List.of();
        }
        ByteReader table = ByteReader.ofFile(file, source).at(header.sectionTable());
        RawSection first = RawSection.read(table);
        long count = header.sectionCount() == 0 ? first.size : header.sectionCount();
        long names = header.nameSection();
        if (names == ElfHeader.SHN_XINDEX) {
            names = first.link;
        }
        if (count < 1 || count - 1 > table.remaining() / ElfHeader.SECTION_ENTRY) {
            throw table.problem("the table of " + count + " section headers is not all there");
        }
        List<RawSection> raw = new ArrayList<>();
        raw.add(first);
        while (raw.size() < count) {
            raw.add(RawSection.read(table));
        }
        return named(raw, names, table);
    }

    private List<ElfSection> named(List<RawSection> raw, long namesIndex, ByteReader table)
            throws SymbolException {
        if (namesIndex >= raw.size()) {
            throw table.problem("there is no section " + namesIndex + " for the sections' names");
        }
        ElfSection unnamed = raw.get((int) namesIndex).named((int) namesIndex, "");
        StringTable names = new StringTable(content(unnamed, "section names"));
        List<ElfSection> sections = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            boolean nameless = namesIndex == 0 || raw.get(i).type == ElfSection.SHT_NULL;
            ElfSection section = raw.get(i).named(i, nameless ? "" : names.get(raw.get(i).name));
            content(section, section.name());
            sections.add(section);
        }
        return Collections.unmodifiableList(sections);
    }

    private ByteReader content(ElfSection section, String name) throws SymbolException {
        long offset = section.hasContent() ? section.offset() : 0;
        long size = section.hasContent() ? section.size() : 0;
        return ByteReader.ofSection(file, name, source, offset, size);
    }

    List<ElfSegment> segments() throws SymbolException {
        ByteReader table = ByteReader.ofFile(file, source).at(header.segmentTable());
        long count = header.segmentCount();
        if (count == ElfHeader.PN_XNUM && header.sectionTable() != 0) {
            ByteReader first = ByteReader.ofFile(file, source).at(header.sectionTable());
            count = RawSection.read(first).info;
        }
        if (count > table.remaining() / ElfHeader.SEGMENT_ENTRY) {
            throw table.problem("the table of " + count + " program headers is not all there");
        }
        List<ElfSegment> segments = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            segments.add(segment(table, i));
        }
        return Collections.unmodifiableList(segments);
    }

    private ElfSegment segment(ByteReader table, long index) throws SymbolException {
        int type = (int) table.u32();
        int flags = (int) table.u32();
        long offset = table.u64();
        long vaddr = table.u64();
        long paddr = table.u64();
        long fileSize = table.u64();
        long memorySize = table.u64();
        table.skip(Long.BYTES); // p_align
        if (offset < 0 || fileSize < 0 || offset > source.size() - fileSize) {
            throw table.problem(
                    String.format(
                            "segment %d (offset 0x%x, 0x%x bytes) reaches beyond the end of the"
                                    + " file at 0x%x",
                            index, offset, fileSize, source.size()));
        }
        if (type == ElfSegment.PT_LOAD && Long.compareUnsigned(memorySize, fileSize) < 0) {
            throw table.problem(
                    String.format(
                            "segment %d is smaller in memory (0x%x bytes) than in the file (0x%x)",
                            index, memorySize, fileSize));
        }
        return new ElfSegment(type, flags, offset, vaddr, paddr, fileSize, memorySize);
    }

    /** The symbols of the linker's symbol table, else of the dynamic symbol table. */
    List<ElfSymbol> symbols(List<ElfSection> sections) throws SymbolException {
        for (int wanted : new int[] {ElfSection.SHT_SYMTAB, SHT_DYNSYM}) {
            for (ElfSection section : sections) {
                if (section.type() == wanted) {
                    return symbols(section, sections);
                }
            }
        }
        return List.of();
    }

    private List<ElfSymbol> symbols(ElfSection section, List<ElfSection> sections)
            throws SymbolException {
        ByteReader table = content(section, section.name());
        if (section.entrySize() != SYMBOL_ENTRY) {
            throw table.problem("symbols of " + section.entrySize() + " bytes instead of 24");
        }
        if (section.link() < 0 || section.link() >= sections.size()) {
            throw table.problem("there is no section " + section.link() + " for its names");
        }
        ElfSection namesSection = sections.get(section.link());
        StringTable names = new StringTable(content(namesSection, namesSection.name()));
        List<ElfSymbol> symbols = new ArrayList<>();
        while (table.remaining() >= SYMBOL_ENTRY) {
            boolean nullSymbol = table.offset() == 0;
            ElfSymbol symbol = symbol(table, names);
            if (!nullSymbol) {
                symbols.add(symbol);
            }
        }
        return Collections.unmodifiableList(symbols);
    }

    private static ElfSymbol symbol(ByteReader table, StringTable names) throws SymbolException {
        long name = table.u32();
        int info = table.u8();
        table.skip(1); // st_other
        int sectionIndex = table.u16();
        long value = table.u64();
        long size = table.u64();
        String text = name == 0 ? "" : names.get(name);
        return new ElfSymbol(text, value, size, info & 0xf, info >> 4, sectionIndex);
    }

    /** A section header before its name is known. */
    private record RawSection(
            long name,
            int type,
            long flags,
            long address,
            long offset,
            long size,
            int link,
            long info,
            long entrySize) {

        static RawSection read(ByteReader table) throws SymbolException {
            long name = table.u32();
            int type = (int) table.u32();
            long flags = table.u64();
            long address = table.u64();
            long offset = table.u64();
            long size = table.u64();
            int link = (int) table.u32();
            long info = table.u32();
            table.skip(Long.BYTES); // sh_addralign
            return new RawSection(
                    name, type, flags, address, offset, size, link, info, table.u64());
        }

        ElfSection named(int index, String text) {
            return new ElfSection(index, text, type, flags, address, offset, size, link, entrySize);
        }
    }
}
