package dev.framescope.symbols.elf;

import java.util.Objects;

/**
 * One entry of the symbol table (System V gABI, chapter 4, "Symbol Table").
 *
 * @param name the symbol's name; empty for section symbols
 * @param value link address, or the value of an absolute symbol
 * @param size size in bytes; 0 if unknown
 * @param type one of the {@code STT_} constants or another number from 0 to 15
 * @param binding one of the {@code STB_} constants or another number from 0 to 15
 * @param sectionIndex the section that defines it, or {@link #SHN_UNDEF}, {@link #SHN_ABS}
 */
public record ElfSymbol(
        String name, long value, long size, int type, int binding, int sectionIndex) {

    /** No type given: labels of assembly code, symbols of the linker script. */
    public static final int STT_NOTYPE = 0;

    /** A data object. */
    public static final int STT_OBJECT = 1;

    /** A function or other code. */
    public static final int STT_FUNC = 2;

    /** Stands for a section. */
    public static final int STT_SECTION = 3;

    /** Names the source file of the local symbols after it. */
    public static final int STT_FILE = 4;

    /** Seen by its own object file only. */
    public static final int STB_LOCAL = 0;

    /** Seen by all object files. */
    public static final int STB_GLOBAL = 1;

    /** Global, but gives way to another definition. */
    public static final int STB_WEAK = 2;

    /** Not defined in this file. */
    public static final int SHN_UNDEF = 0;

    /** Defined, but its value is no address in a section. */
    public static final int SHN_ABS = 0xfff1;

    /** Checks that the name is there. */
    public ElfSymbol {
        Objects.requireNonNull(name, "name");
    }

    /** Whether this file defines the symbol. */
    public boolean defined() {
        return sectionIndex != SHN_UNDEF;
    }

    /** Whether the address lies in the object or function, if its size is known. */
    public boolean contains(long linkAddress) {
        return Long.compareUnsigned(linkAddress - value, size) < 0;
    }
}
