package dev.framescope.symbols;

import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSymbol;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an ELF file says about its program: functions, source lines and symbols by link address.
 *
 * <p>All addresses are link addresses (the virtual addresses the program is linked at). Debug
 * information is read on demand; any thread may ask. Broken debug information never makes an answer
 * fail: what is readable is used, and {@link #problems()} tells what was not.
 */
public final class SymbolFile {

    private SymbolFile() {}

    /**
     * Opens an ELF file.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no little-endian ELF64 file or its tables are broken
     */
    public static SymbolFile open(Path path) throws IOException, SymbolException {
        throw new SymbolException(path + ": not implemented");
    }

    /**
     * Opens an ELF file that is in memory.
     *
     * @param name what messages call the file
     * @param bytes the content; not copied, so not to be changed afterwards
     * @throws SymbolException if it is no little-endian ELF64 file or its tables are broken
     */
    public static SymbolFile parse(String name, byte[] bytes) throws SymbolException {
        throw new SymbolException(name + ": not implemented");
    }

    /** What messages call the file: its path. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** The ELF file below. */
    public ElfFile elf() {
        throw new UnsupportedOperationException();
    }

    /** All functions with code in the program, by ascending address. */
    public List<Function> functions() {
        throw new UnsupportedOperationException();
    }

    /**
     * The functions of that name, by ascending address. Matches the name, the linkage name, and for
     * names with a path (Rust, C++) their last component.
     */
    public List<Function> functions(String name) {
        throw new UnsupportedOperationException();
    }

    /** The function whose code is at the address; the innermost where they overlap. */
    public Optional<Function> functionAt(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /** The address as text for a person: {@code allocFrame+0x1c}, or {@code 0x80200000}. */
    public String describe(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /** The value of the defined symbol of that name; a global one before a local one. */
    public OptionalLong symbolAddress(String name) {
        throw new UnsupportedOperationException();
    }

    /** The symbol (function, object or label) at the address, or the nearest before it. */
    public Optional<ElfSymbol> symbolAt(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /** The source line of the instruction at the address. */
    public Optional<SourceLine> lineAt(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /** The longest contiguous run of code around the address with the same file and line. */
    public Optional<LineRange> lineRangeAt(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /**
     * Where to stop for a source line: the start of each contiguous block of its code, ascending. A
     * line without code slides forward to the next line of the same file that has some.
     *
     * @param file a path, matched by its last components ({@code memory.c}, {@code
     *     kernel/memory.c}), or an absolute path
     * @param line line number from 1
     * @return link addresses; empty if the file is unknown or has no code from that line on
     */
    public List<Long> addressesOf(String file, int line) {
        throw new UnsupportedOperationException();
    }

    /** Where to stop in a function: after its prologue, when the arguments are in place. */
    public long breakpointAddress(Function function) {
        throw new UnsupportedOperationException();
    }

    /** All source files with code, sorted, as {@link SourceLine#file()} gives them. */
    public List<String> sourceFiles() {
        throw new UnsupportedOperationException();
    }

    /** What could not be read so far, one message each; grows as more is read. */
    public List<String> problems() {
        throw new UnsupportedOperationException();
    }
}
