package dev.framescope.symbols.elf;

import java.util.Objects;

/**
 * One entry of the section header table (System V gABI, chapter 4, "Sections").
 *
 * @param index place in the section header table
 * @param name for example {@code .text}; empty for the null section
 * @param type {@code sh_type}, one of the {@code SHT_} constants or another number
 * @param flags {@code sh_flags}, an OR of the {@code SHF_} constants
 * @param address link address of the first byte; 0 if the section is not loaded
 * @param offset offset of the content in the file, in bytes
 * @param size size in bytes in memory; in the file as well unless the type is {@link #SHT_NOBITS}
 * @param link {@code sh_link}, the index of a section that belongs to this one
 * @param entrySize size in bytes of one entry of a table section, else 0
 */
public record ElfSection(
        int index,
        String name,
        int type,
        long flags,
        long address,
        long offset,
        long size,
        int link,
        long entrySize) {

    /** The null section and sections without content. */
    public static final int SHT_NULL = 0;

    /** Content defined by the program: code, data, debug information. */
    public static final int SHT_PROGBITS = 1;

    /** The linker's symbol table. */
    public static final int SHT_SYMTAB = 2;

    /** A string table. */
    public static final int SHT_STRTAB = 3;

    /** Occupies no space in the file, zero in memory ({@code .bss}). */
    public static final int SHT_NOBITS = 8;

    /** Writable while the program runs. */
    public static final long SHF_WRITE = 0x1;

    /** Occupies memory while the program runs. */
    public static final long SHF_ALLOC = 0x2;

    /** Contains instructions. */
    public static final long SHF_EXECINSTR = 0x4;

    /** The content is compressed and starts with a compression header. */
    public static final long SHF_COMPRESSED = 0x800;

    /** Checks that the name is there. */
    public ElfSection {
        Objects.requireNonNull(name, "name");
    }

    /** Whether the section occupies memory while the program runs. */
    public boolean allocated() {
        return (flags & SHF_ALLOC) != 0;
    }

    /** Whether the section contains instructions. */
    public boolean executable() {
        return (flags & SHF_EXECINSTR) != 0;
    }

    /** Whether the program may write to the section. */
    public boolean writable() {
        return (flags & SHF_WRITE) != 0;
    }

    /** Whether the section has bytes in the file. */
    public boolean hasContent() {
        return type != SHT_NULL && type != SHT_NOBITS;
    }

    /** Whether the content in the file is compressed. */
    public boolean compressed() {
        return (flags & SHF_COMPRESSED) != 0;
    }

    /** Whether the link address lies in this section while the program runs. */
    public boolean contains(long linkAddress) {
        return allocated() && Long.compareUnsigned(linkAddress - address, size) < 0;
    }
}
