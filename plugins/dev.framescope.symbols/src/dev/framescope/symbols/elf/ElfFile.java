package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

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

    private ElfFile() {}

    /**
     * Reads the headers and the symbol table.
     *
     * @param name what messages call the file
     * @param bytes the file's content; not copied, so not to be changed afterwards
     * @throws SymbolException if this is no little-endian ELF64 file or its tables are broken
     */
    public static ElfFile parse(String name, byte[] bytes) throws SymbolException {
        throw new SymbolException(name + ": not implemented");
    }

    /** What messages call the file. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** Link address at which execution starts. */
    public long entry() {
        throw new UnsupportedOperationException();
    }

    /** {@code e_machine}: {@link #EM_RISCV} for RISC-V. */
    public int machine() {
        throw new UnsupportedOperationException();
    }

    /** All sections, by index, the null section included. */
    public List<ElfSection> sections() {
        throw new UnsupportedOperationException();
    }

    /** The first section of that name. */
    public Optional<ElfSection> section(String sectionName) {
        throw new UnsupportedOperationException();
    }

    /** All segments, in the order of the program header table. */
    public List<ElfSegment> segments() {
        throw new UnsupportedOperationException();
    }

    /** All symbols, in the order of the symbol table; empty in a stripped file. */
    public List<ElfSymbol> symbols() {
        throw new UnsupportedOperationException();
    }

    /** Where a loader puts the byte with this link address (virtual to physical), if it does. */
    public OptionalLong loadAddress(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /** The link address of the byte that a loader puts there (physical to virtual), if any. */
    public OptionalLong linkAddress(long loadAddress) {
        throw new UnsupportedOperationException();
    }

    /** A copy of the section's bytes in the file; empty if it has none there. */
    public byte[] bytes(ElfSection section) {
        throw new UnsupportedOperationException();
    }

    /** A copy of the segment's bytes in the file ({@code fileSize} of them). */
    public byte[] bytes(ElfSegment segment) {
        throw new UnsupportedOperationException();
    }
}
