package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.StringTable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The debug sections of an ELF file. Thread-safe. */
final class DwarfSections {

    static final String INFO = ".debug_info";
    static final String ABBREV = ".debug_abbrev";
    static final String LINE = ".debug_line";
    static final String STR = ".debug_str";
    static final String LINE_STR = ".debug_line_str";
    static final String STR_OFFSETS = ".debug_str_offsets";
    static final String ADDR = ".debug_addr";
    static final String RANGES = ".debug_ranges";
    static final String RNGLISTS = ".debug_rnglists";

    /** Honest debug information has each byte read about twice. */
    private static final int READS_PER_BYTE = 8;

    private static final long MINIMUM_BUDGET = 1 << 22;

    private final ElfFile elf;
    private final Map<String, Lazy<Optional<ByteReader>>> sections = new HashMap<>();
    private final Map<String, Lazy<StringTable>> strings = new HashMap<>();
    private final Budget budget;

    /** Finds the sections; what cannot be used is reported and then treated as absent. */
    DwarfSections(ElfFile elf, Consumer<SymbolException> problems) {
        this.elf = elf;
        long total = 0;
        for (ElfSection section : elf.sections()) {
            try {
                total += add(section, problems);
            } catch (SymbolException e) {
                problems.accept(e);
            }
        }
        budget = new Budget(MINIMUM_BUDGET + READS_PER_BYTE * total);
    }

    private long add(ElfSection section, Consumer<SymbolException> problems)
            throws SymbolException {
        String name = ElfFile.debugName(section);
        if (!name.startsWith(".debug_") || !section.hasContent() || sections.containsKey(name)) {
            return 0;
        }
        long size = elf.contentSize(section);
        sections.put(
                name,
                Lazy.reading(() -> Optional.of(elf.reader(section)), Optional.empty(), problems));
        if (name.equals(STR) || name.equals(LINE_STR)) {
            strings.put(
                    name,
                    Lazy.reading(
                            () -> new StringTable(open(name)),
                            new StringTable(ByteReader.ofFile(elf.name(), new byte[0])),
                            problems));
        }
        return size;
    }

    /** Whether the file has that section, with at least one byte. */
    boolean has(String section) {
        return reader(section).map(ByteReader::size).orElse(0L) > 0;
    }

    private Optional<ByteReader> reader(String section) {
        Lazy<Optional<ByteReader>> reader = sections.get(section);
        return reader == null ? Optional.empty() : reader.get();
    }

    /** A new reader at the start of a section; an exception if the file has none of that name. */
    ByteReader open(String section) throws SymbolException {
        return reader(section).orElseThrow(() -> absent(section)).at(0);
    }

    private SymbolException absent(String section) {
        return new SymbolException(
                elf.name()
                        + ": there is no readable section "
                        + section
                        + ", but others refer to it");
    }

    /** The string at an offset of {@link #STR} or {@link #LINE_STR}. */
    String string(String section, long offset) throws SymbolException {
        Lazy<StringTable> table = strings.get(section);
        if (table == null) {
            throw absent(section);
        }
        return table.get().get(offset);
    }

    /** Bounds what may be read where several readers may come to the same bytes. */
    Budget budget() {
        return budget;
    }

    /** Whether the program has instructions at that link address. */
    boolean hasCodeAt(long linkAddress) {
        return elf.hasCodeAt(linkAddress);
    }
}
