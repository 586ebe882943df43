package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A little-endian ELF64 file: its header, sections, segments and symbols.
 *
 * <p>The tables are in memory; the sections' contents are read when they are asked for, and those
 * that are compressed are inflated then. Any thread may use it. Files of any machine are accepted:
 * the caller looks at {@link #machine()} and decides.
 */
public final class ElfFile {

    /** {@code e_machine} of RISC-V. */
    public static final int EM_RISCV = 243;

    private static final String DEBUG_PREFIX = ".debug_";

    private final String name;
    private final ByteSource content;
    private final ElfHeader header;
    private final List<ElfSection> sections;
    private final List<ElfSegment> segments;
    private final List<ElfSymbol> symbols;
    private final List<ElfSection> code;

    /** What compressed sections have, by index; of those that have been asked for. */
    private final Map<Integer, ByteSource> inflated = new HashMap<>();

    private ElfFile(
            String name,
            ByteSource content,
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
     * Reads the headers and the symbol table of a file, which stays open until nobody refers to the
     * result any more.
     *
     * @throws IOException if the file cannot be opened
     * @throws SymbolException if it is no little-endian ELF64 file or its tables are broken
     */
    public static ElfFile open(Path path) throws IOException, SymbolException {
        return read(path.toString(), PagedFile.open(path));
    }

    /**
     * Reads the headers and the symbol table of a file that is in memory.
     *
     * @param name what messages call the file
     * @param bytes the file's content; not copied, so not to be changed afterwards
     * @throws SymbolException if this is no little-endian ELF64 file or its tables are broken
     */
    public static ElfFile parse(String name, byte[] bytes) throws SymbolException {
        return read(name, ByteSource.ofFile(bytes));
    }

    private static ElfFile read(String name, ByteSource content) throws SymbolException {
        ElfHeader header = ElfHeader.read(ByteReader.ofFile(name, content));
        ElfTables tables = new ElfTables(name, content, header);
        List<ElfSection> sections = tables.sections();
        return new ElfFile(
                name, content, header, sections, tables.segments(), tables.symbols(sections));
    }

    /**
     * The same file as if it were to be loaded from a physical address on, with its segments in the
     * same distances from each other.
     */
    public ElfFile loadedAt(long start) {
        long first =
                segments.stream()
                        .filter(ElfSegment::loaded)
                        .map(ElfSegment::paddr)
                        .min(Long::compareUnsigned)
                        .orElse(start);
        List<ElfSegment> moved =
                segments.stream()
                        .map(s -> s.loaded() ? s.withPaddr(s.paddr() - first + start) : s)
                        .toList();
        return new ElfFile(name, content, header, sections, moved, symbols);
    }

    /**
     * Whether the file on disk is another than the one that was opened: changed, replaced by a new
     * build, or gone. Never so for one that was in memory.
     */
    public boolean isOutdated() {
        return content instanceof PagedFile file && file.isOutdated();
    }

    /** What messages call the file. */
    public String name() {
        return name;
    }

    /** Link address at which execution starts. */
    public long entry() {
        return header.entry();
    }

    /** {@code e_type}: 2 for an executable. */
    public int type() {
        return header.type();
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

    /**
     * A copy of the section's bytes in the file, inflated if they are compressed; empty if it has
     * none there.
     *
     * @throws SymbolException as {@link #reader}
     */
    public byte[] bytes(ElfSection section) throws SymbolException {
        ByteReader in = reader(section);
        return in.bytes(in.size());
    }

    /**
     * A copy of the segment's bytes in the file ({@code fileSize} of them).
     *
     * @throws SymbolException if the file cannot be read any more, or has been changed
     */
    public byte[] bytes(ElfSegment segment) throws SymbolException {
        return ByteReader.ofFile(name, content).at(segment.offset()).bytes(segment.fileSize());
    }

    /**
     * The section of debug information of that name, compressed in any way or not.
     *
     * @param debugName for example {@code .debug_info}
     */
    public Optional<ElfSection> debugSection(String debugName) {
        return sections.stream().filter(s -> debugName(s).equals(debugName)).findFirst();
    }

    /** The section's name; for one of debug information the one it has without compression. */
    public static String debugName(ElfSection section) {
        String sectionName = section.name();
        return sectionName.startsWith(Inflation.GNU_PREFIX)
                ? DEBUG_PREFIX + sectionName.substring(Inflation.GNU_PREFIX.length())
                : sectionName;
    }

    /**
     * The size of the section's bytes after inflation, which is not done for it.
     *
     * @throws SymbolException as {@link #reader}
     */
    public long contentSize(ElfSection section) throws SymbolException {
        ByteReader in = rawReader(section);
        return Inflation.of(section, in).map(Inflation::size).orElse(in.size());
    }

    /**
     * A new reader over the section's bytes, inflated if they are compressed; over none if it has
     * none in the file.
     *
     * @throws SymbolException if they cannot be inflated, or the file cannot be read any more, or
     *     has been changed
     */
    public ByteReader reader(ElfSection section) throws SymbolException {
        ByteReader raw = rawReader(section);
        Optional<Inflation> inflation = Inflation.of(section, raw);
        return inflation.isEmpty()
                ? rawReader(section)
                : ByteReader.ofSection(name, section.name(), inflated(section, inflation.get()));
    }

    private ByteSource inflated(ElfSection section, Inflation inflation) throws SymbolException {
        synchronized (inflated) {
            ByteSource source = inflated.get(section.index());
            if (source == null) {
                source = ByteSource.ofInflated(inflation.inflate(rawReader(section)));
                inflated.put(section.index(), source);
            }
            return source;
        }
    }

    private ByteReader rawReader(ElfSection section) throws SymbolException {
        long size = section.hasContent() ? section.size() : 0;
        long offset = section.hasContent() ? section.offset() : 0;
        return ByteReader.ofSection(name, section.name(), content, offset, size);
    }
}
