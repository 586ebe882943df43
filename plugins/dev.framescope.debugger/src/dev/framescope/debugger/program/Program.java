package dev.framescope.debugger.program;

import dev.framescope.insight.kernel.CodeText;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeLocation;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A program that harts run, with its symbols. Any thread may use it; identity is equality, as one
 * file may be added twice with different scopes.
 */
public final class Program {
    private final Path path;
    private final SymbolFile symbols;
    private final ProgramScope scope;
    private final Optional<KernelImage> kernel;
    private final CodeBytes code;

    private Program(
            Path path, SymbolFile symbols, ProgramScope scope, Optional<KernelImage> kernel) {
        this.path = Objects.requireNonNull(path, "path");
        this.symbols = symbols;
        this.scope = Objects.requireNonNull(scope, "scope");
        this.kernel = kernel;
        code = new CodeBytes(symbols.elf());
    }

    /** The kernel, which the machine was started with. */
    public static Program of(KernelImage kernel) {
        return new Program(
                kernel.path(), kernel.symbols(), ProgramScope.KERNEL, Optional.of(kernel));
    }

    /** Firmware that the machine was started with. */
    public static Program firmware(KernelImage image) {
        return new Program(image.path(), image.symbols(), ProgramScope.FIRMWARE, Optional.empty());
    }

    /**
     * Opens a program's ELF file.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no RV64 program
     */
    public static Program open(Path path, ProgramScope scope) throws IOException, SymbolException {
        return of(path, SymbolFile.open(path), scope);
    }

    /**
     * A program whose symbols have been read.
     *
     * @throws SymbolException if it is no RISC-V program
     */
    public static Program of(Path path, SymbolFile symbols, ProgramScope scope)
            throws SymbolException {
        if (symbols.elf().machine() != ElfFile.EM_RISCV) {
            throw new SymbolException(
                    path
                            + ": a program for another machine (ELF machine "
                            + symbols.elf().machine()
                            + "); give one that is built for riscv64");
        }
        return new Program(path, symbols, scope, Optional.empty());
    }

    /** What people call it: the file's name. */
    public String name() {
        Path file = path.getFileName();
        return file == null ? path.toString() : file.toString();
    }

    /** Its file. */
    public Path path() {
        return path;
    }

    /** Functions, lines and symbols, by link address. */
    public SymbolFile symbols() {
        return symbols;
    }

    /** Where its addresses mean its code. */
    public ProgramScope scope() {
        return scope;
    }

    /** The image, if this is the kernel that the machine was started with. */
    public Optional<KernelImage> kernel() {
        return kernel;
    }

    /** Whether it has instructions at a link address. */
    public boolean hasCodeAt(long linkAddress) {
        return symbols.elf().hasCodeAt(linkAddress);
    }

    /**
     * Where harts meet an instruction of it: at its link address; of kernel and firmware, also at
     * the physical address that it was loaded to, before paging and wherever that is mapped.
     */
    public CodeLocation locate(long linkAddress) {
        OptionalLong load =
                isPlaced() ? symbols.elf().loadAddress(linkAddress) : OptionalLong.empty();
        CodeLocation code = CodeLocation.at(linkAddress, load);
        return load.isPresent() ? code.withPhysical(load.getAsLong()) : code;
    }

    /** Code as text for a person: {@code allocFrame memory.c:21}, as far as it is known. */
    public String describeCode(long linkAddress) {
        return CodeText.describe(symbols, linkAddress);
    }

    @Override
    public String toString() {
        return name() + " (" + scope.describe() + ")";
    }

    /** Whether its file says at which physical addresses it lies. */
    boolean isPlaced() {
        return scope == ProgramScope.KERNEL || scope == ProgramScope.FIRMWARE;
    }

    /** The link address of the code that was loaded to a physical address, if there is any. */
    public OptionalLong linkAddress(long loadAddress) {
        OptionalLong link = symbols.elf().linkAddress(loadAddress);
        return link.isPresent() && hasCodeAt(link.getAsLong()) ? link : OptionalLong.empty();
    }

    CodeBytes code() {
        return code;
    }
}
