package dev.framescope.symbols.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small ELF64 files: the header, the segments, the contents, the section headers. */
public final class ElfBuilder {

    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int SECTION = 64;

    private record Section(
            String name, int type, long flags, long address, byte[] content, long size, int link) {}

    private record Segment(int flags, long vaddr, long paddr, byte[] content, long memorySize) {}

    private record Symbol(String name, long value, long size, int info, int section) {}

    private final List<Section> sections = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private int machine = ElfFile.EM_RISCV;
    private long entry;

    public ElfBuilder() {
        sections.add(new Section("", ElfSection.SHT_NULL, 0, 0, new byte[0], 0, 0));
    }

    public ElfBuilder machine(int newMachine) {
        machine = newMachine;
        return this;
    }

    public ElfBuilder entry(long newEntry) {
        entry = newEntry;
        return this;
    }

    /** Adds executable code of that size and returns the builder. */
    public ElfBuilder text(String name, long address, int size) {
        long flags = ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR;
        return section(name, ElfSection.SHT_PROGBITS, flags, address, new byte[size]);
    }

    public ElfBuilder section(String name, int type, long flags, long address, byte[] content) {
        sections.add(new Section(name, type, flags, address, content, content.length, 0));
        return this;
    }

    public ElfBuilder bss(String name, long address, long size) {
        long flags = ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE;
        sections.add(
                new Section(name, ElfSection.SHT_NOBITS, flags, address, new byte[0], size, 0));
        return this;
    }

    public ElfBuilder segment(int flags, long vaddr, long paddr, byte[] content, long memorySize) {
        segments.add(new Segment(flags, vaddr, paddr, content, memorySize));
        return this;
    }

    /** Adds a symbol in the section that was added last. */
    public ElfBuilder symbol(String name, int type, int binding, long value, long size) {
        return symbol(name, type, binding, value, size, sections.size() - 1);
    }

    public ElfBuilder symbol(
            String name, int type, int binding, long value, long size, int section) {
        symbols.add(new Symbol(name, value, size, binding << 4 | type, section));
        return this;
    }

    public byte[] build() {
        List<Section> all = new ArrayList<>(sections);
        if (!symbols.isEmpty()) {
            addSymbols(all);
        }
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        List<Integer> nameOffsets = new ArrayList<>();
        for (Section section : all) {
            nameOffsets.add(string(names, section.name));
        }
        nameOffsets.add(string(names, ".shstrtab"));
        byte[] nameBytes = names.toByteArray();
        all.add(new Section("", ElfSection.SHT_STRTAB, 0, 0, nameBytes, nameBytes.length, 0));
        return write(all, nameOffsets);
    }

    private void addSymbols(List<Section> all) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.write(0);
        ByteBuffer table = buffer(24 * (symbols.size() + 1));
        table.position(24);
        for (Symbol symbol : symbols) {
            table.putInt(string(strings, symbol.name));
            table.put((byte) symbol.info).put((byte) 0).putShort((short) symbol.section);
            table.putLong(symbol.value).putLong(symbol.size);
        }
        int link = all.size() + 1;
        all.add(
                new Section(
                        ".symtab",
                        ElfSection.SHT_SYMTAB,
                        0,
                        0,
                        table.array(),
                        table.capacity(),
                        link));
        byte[] content = strings.toByteArray();
        all.add(new Section(".strtab", ElfSection.SHT_STRTAB, 0, 0, content, content.length, 0));
    }

    private byte[] write(List<Section> all, List<Integer> nameOffsets) {
        int size = HEADER + SEGMENT * segments.size();
        int contents = size;
        for (Segment segment : segments) {
            size += segment.content.length;
        }
        for (Section section : all) {
            size += section.content.length;
        }
        ByteBuffer out = buffer(size + SECTION * all.size());
        header(out, size, all.size());
        int at = contents;
        for (Segment segment : segments) {
            out.putInt(ElfSegment.PT_LOAD).putInt(segment.flags).putLong(at);
            out.putLong(segment.vaddr).putLong(segment.paddr);
            out.putLong(segment.content.length).putLong(segment.memorySize).putLong(1);
            at += segment.content.length;
        }
        segments.forEach(segment -> out.put(segment.content));
        all.forEach(section -> out.put(section.content));
        for (int i = 0; i < all.size(); i++) {
            Section section = all.get(i);
            out.putInt(nameOffsets.get(i)).putInt(section.type).putLong(section.flags);
            out.putLong(section.address).putLong(at).putLong(section.size);
            out.putInt(section.link).putInt(0).putLong(1);
            out.putLong(section.type == ElfSection.SHT_SYMTAB ? 24 : 0);
            at += section.content.length;
        }
        return out.array();
    }

    private void header(ByteBuffer out, int sectionTable, int sectionCount) {
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        out.position(16);
        out.putShort((short) 2).putShort((short) machine).putInt(1).putLong(entry);
        out.putLong(HEADER).putLong(sectionTable).putInt(0).putShort((short) HEADER);
        out.putShort((short) SEGMENT).putShort((short) segments.size());
        out.putShort((short) SECTION).putShort((short) sectionCount);
        out.putShort((short) (sectionCount - 1));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int string(ByteArrayOutputStream table, String string) {
        int offset = table.size();
        table.writeBytes(string.getBytes(StandardCharsets.UTF_8));
        table.write(0);
        return offset;
    }
}
