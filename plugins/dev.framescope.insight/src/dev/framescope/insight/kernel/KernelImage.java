package dev.framescope.insight.kernel;

import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.demangle.Demangler;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSymbol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A kernel's file: what the machine loads, where its parts lie, and which of its functions hand out
 * page frames. Immutable; any thread may use it.
 */
public final class KernelImage {
    /** Where OpenSBI and the built-in firmware start a kernel. */
    public static final long DEFAULT_LOAD_ADDRESS = 0x80200000L;

    private final Path path;
    private final SymbolFile symbols;
    private final LoadImage loadImage;
    private final List<KernelSection> sections;
    private final OptionalLong kernelEnd;
    private final Optional<AllocatorFunctions> allocator;
    private final Optional<String> defaultStopAt;
    private final List<Place> places;

    /** A symbol and its physical address. */
    private record Place(ElfSymbol symbol, long paddr) {

        PlacedSymbol named() {
            String name = Demangler.readable(symbol.name());
            return new PlacedSymbol(name, paddr, symbol.value(), symbol.size());
        }
    }

    private KernelImage(Path path, SymbolFile symbols, LoadImage loadImage) {
        this.path = path;
        this.symbols = symbols;
        this.loadImage = loadImage;
        this.sections = KernelSections.of(symbols);
        this.kernelEnd = KernelSections.kernelEnd(symbols);
        this.allocator = AllocatorNames.detect(symbols);
        this.defaultStopAt = AllocatorNames.stopAt(symbols);
        this.places = places(symbols.elf());
    }

    /**
     * Reads a kernel; one that does not say where it is to be placed goes to {@link
     * #DEFAULT_LOAD_ADDRESS}.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no executable for RV64; the message says what it is and what
     *     to do
     */
    public static KernelImage load(Path path) throws IOException, SymbolException {
        return load(path, DEFAULT_LOAD_ADDRESS);
    }

    /**
     * Reads a kernel: an ELF file, Linux's Image, or plain memory contents; compressed with gzip or
     * not.
     *
     * @param loadAddress the physical address for one that is no ELF file
     * @throws IOException if the file cannot be read
     * @throws SymbolException as {@link #load(Path)}
     */
    public static KernelImage load(Path path, long loadAddress)
            throws IOException, SymbolException {
        if (KernelFormat.isElf(path)) { // which may be large, and is read only in parts
            return of(path, SymbolFile.open(path));
        }
        byte[] file = Files.readAllBytes(path);
        return parse(path, KernelFormat.toElf(path.toString(), file, loadAddress));
    }

    /**
     * The same kernel with the symbols of another file, such as the {@code vmlinux} that an Image
     * was made of.
     *
     * @param symbolPath an ELF file; if it is linked at other physical addresses than those where
     *     this kernel is loaded, they are moved
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no ELF file
     */
    public KernelImage withSymbols(Path symbolPath) throws IOException, SymbolException {
        long start = loadImage.segments().stream().mapToLong(LoadSegment::paddr).min().orElse(0);
        SymbolFile moved = SymbolFile.of(ElfFile.open(symbolPath).loadedAt(start));
        return new KernelImage(path, moved, loadImage);
    }

    /**
     * Reads a kernel that is in memory.
     *
     * @param path what {@link #path} answers and messages name; not opened
     * @param bytes the ELF file; not copied, so not to be changed afterwards
     * @throws SymbolException as {@link #load}
     */
    public static KernelImage parse(Path path, byte[] bytes) throws SymbolException {
        return of(path, SymbolFile.parse(path.toString(), bytes));
    }

    private static KernelImage of(Path path, SymbolFile symbols) throws SymbolException {
        return new KernelImage(path, symbols, ElfLoader.load(symbols));
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Functions, lines and symbols, by link address. */
    public SymbolFile symbols() {
        return symbols;
    }

    /** What the machine loads: the PT_LOAD segments at their physical addresses. */
    public LoadImage loadImage() {
        return loadImage;
    }

    /** The parts of the image by ascending physical address; they do not overlap. */
    public List<KernelSection> sections() {
        return sections;
    }

    /** The section at a physical address. */
    public Optional<KernelSection> sectionAt(long paddr) {
        return sections.stream().filter(section -> section.containsPhysical(paddr)).findFirst();
    }

    /** Names of the sections that have bytes in {@code size} bytes from {@code paddr} on. */
    public List<String> sectionNamesIn(long paddr, long size) {
        return sections.stream()
                .filter(
                        section ->
                                section.containsPhysical(paddr)
                                        || Long.compareUnsigned(section.paddr() - paddr, size) < 0)
                .map(KernelSection::name)
                .distinct()
                .toList();
    }

    /** The frame allocator, if functions of a known pair of names are there. */
    public Optional<AllocatorFunctions> allocator() {
        return allocator;
    }

    /** The function to stop in when nobody says where: the allocator's, if there is one. */
    public Optional<String> defaultStopAt() {
        return defaultStopAt;
    }

    /** First physical address after the kernel, from its symbols; empty if it has none for it. */
    public OptionalLong kernelEnd() {
        return kernelEnd;
    }

    /** An instruction by link address, with the load address if the image has it. */
    public CodeLocation locate(long linkAddress) {
        return CodeLocation.at(linkAddress, elf().loadAddress(linkAddress));
    }

    /**
     * The link address of code that a hart meets at {@code pc}.
     *
     * @param translated whether the hart's fetches are translated; if not, {@code pc} may be a load
     *     address
     */
    public long linkAddress(long pc, boolean translated) {
        return translated || isCode(pc) ? pc : elf().linkAddress(pc).orElse(pc);
    }

    /** Whether the kernel has code at a link address. */
    public boolean isCode(long linkAddress) {
        for (KernelSection section : sections) {
            if (section.kind() == SectionKind.TEXT
                    && Long.compareUnsigned(linkAddress - section.vaddr(), section.size()) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Code as text for a person: {@code allocFrame memory.c:21}, as far as it is known. */
    public String describeCode(long linkAddress) {
        return CodeText.describe(symbols, linkAddress);
    }

    /**
     * A call stack as text, a line for each function. A return address lies behind its call, which
     * may be the last instruction of its line.
     *
     * @param callStack link addresses: where the innermost function is, then return addresses
     */
    public List<String> describeCallStack(List<Long> callStack) {
        return IntStream.range(0, callStack.size())
                .mapToObj(i -> describeCode(callStack.get(i) - (i == 0 ? 0 : 1)))
                .toList();
    }

    /**
     * What lies at a physical address of the image: {@code frameAllocator+0x8}; empty if nothing.
     */
    public Optional<String> describeData(long paddr) {
        OptionalLong link = elf().linkAddress(paddr);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        return symbols.symbolAt(link.getAsLong())
                .map(symbol -> withOffset(symbol, link.getAsLong()));
    }

    private static List<Place> places(ElfFile elf) {
        List<Place> placed = new ArrayList<>();
        for (ElfSymbol symbol : elf.symbols()) {
            OptionalLong paddr = elf.loadAddress(symbol.value());
            if (isPlace(symbol) && paddr.isPresent()) {
                placed.add(new Place(symbol, paddr.getAsLong()));
            }
        }
        placed.sort(
                Comparator.comparing(Place::paddr, Long::compareUnsigned)
                        .thenComparing(place -> place.symbol.name()));
        return List.copyOf(placed);
    }

    /** Whether a symbol names a place in memory, for a person: not a compiler's local label. */
    private static boolean isPlace(ElfSymbol symbol) {
        return symbol.defined()
                && symbol.sectionIndex() != ElfSymbol.SHN_ABS
                && symbol.type() <= ElfSymbol.STT_FUNC
                && !symbol.name().isEmpty()
                && !symbol.name().startsWith(".L")
                && !symbol.name().startsWith("$");
    }

    /**
     * The symbols that start in {@code size} bytes from physical address {@code paddr} on, by
     * ascending address, at most {@code limit}.
     */
    public List<PlacedSymbol> symbolsIn(long paddr, long size, int limit) {
        return places.stream()
                .dropWhile(place -> Long.compareUnsigned(place.paddr, paddr) < 0)
                .takeWhile(place -> Long.compareUnsigned(place.paddr - paddr, size) < 0)
                .limit(limit)
                .map(Place::named)
                .toList();
    }

    private static String withOffset(ElfSymbol symbol, long address) {
        long offset = address - symbol.value();
        String name = Demangler.readable(symbol.name());
        return offset == 0 ? name : name + "+0x" + Long.toHexString(offset);
    }

    private ElfFile elf() {
        return symbols.elf();
    }
}
