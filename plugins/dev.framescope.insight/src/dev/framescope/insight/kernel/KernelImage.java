package dev.framescope.insight.kernel;

import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.LoadImage;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.SymbolFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A kernel's ELF file: what the machine loads, where its parts lie, and which of its functions hand
 * out page frames. Immutable; any thread may use it.
 */
public final class KernelImage {
    private KernelImage() {}

    /**
     * Reads a kernel.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no executable for RV64; the message says what it is and what
     *     to do
     */
    public static KernelImage load(Path path) throws IOException, SymbolException {
        throw new SymbolException(path + ": not implemented");
    }

    /**
     * Reads a kernel that is in memory.
     *
     * @param path what {@link #path} answers and messages name; not opened
     */
    public static KernelImage parse(Path path, byte[] bytes) throws SymbolException {
        throw new SymbolException(path + ": not implemented");
    }

    /** The file. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    /** Functions, lines and symbols, by link address. */
    public SymbolFile symbols() {
        throw new UnsupportedOperationException();
    }

    /** What the machine loads: the PT_LOAD segments at their physical addresses. */
    public LoadImage loadImage() {
        throw new UnsupportedOperationException();
    }

    /** The parts of the image by ascending physical address; they do not overlap. */
    public List<KernelSection> sections() {
        throw new UnsupportedOperationException();
    }

    /** The section at a physical address. */
    public Optional<KernelSection> sectionAt(long paddr) {
        throw new UnsupportedOperationException();
    }

    /** The frame allocator, if functions of a known pair of names are there. */
    public Optional<AllocatorFunctions> allocator() {
        throw new UnsupportedOperationException();
    }

    /** The function to stop in when nobody says where: the allocator's, if there is one. */
    public Optional<String> defaultStopAt() {
        throw new UnsupportedOperationException();
    }

    /** First physical address after the kernel, from its symbols; empty if it has none for it. */
    public OptionalLong kernelEnd() {
        throw new UnsupportedOperationException();
    }

    /** An instruction by link address, with the load address if the image has it. */
    public CodeLocation locate(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /**
     * The link address of code that a hart meets at {@code pc}.
     *
     * @param translated whether the hart's fetches are translated; if not, {@code pc} may be a load
     *     address
     */
    public long linkAddress(long pc, boolean translated) {
        throw new UnsupportedOperationException();
    }

    /** Code as text for a person: {@code allocFrame memory.c:21}, as far as it is known. */
    public String describeCode(long linkAddress) {
        throw new UnsupportedOperationException();
    }

    /**
     * What lies at a physical address of the image: {@code frameAllocator+0x8}; empty if nothing.
     */
    public Optional<String> describeData(long paddr) {
        throw new UnsupportedOperationException();
    }
}
