package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.StringTable;

import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, ByteReader> sections = new HashMap<>();
    private final Map<String, StringTable> strings = new HashMap<>();
    private final Budget budget;

    /** Finds the sections; what cannot be used is reported and then treated as absent. */
    DwarfSections(ElfFile elf, Consumer<SymbolException> problems) {
        this.elf = elf;
        long total = 0;
        for (ElfSection section : elf.sections()) {
            try {
                total += add(section);
            } catch (SymbolException e) {
                problems.accept(e);
            }
        }
        budget = new Budget(MINIMUM_BUDGET + READS_PER_BYTE * total);
    }

    private long add(ElfSection section) throws SymbolException {
        boolean debug = section.name().startsWith(".debug_");
        if (section.name().startsWith(".zdebug_") || debug && section.compressed()) {
            throw new SymbolException(
                    elf.name()
                            + ": section "
                            + section.name()
                            + " is compressed, which is not supported; link without"
                            + " --compress-debug-sections, or decompress it with objcopy"
                            + " --decompress-debug-sections");
        }
        if (!debug || !section.hasContent() || sections.containsKey(section.name())) {
            return 0;
        }
        ByteReader reader = elf.reader(section);
        sections.put(section.name(), reader);
        if (section.name().equals(STR) || section.name().equals(LINE_STR)) {
            strings.put(section.name(), new StringTable(reader));
        }
        return reader.size();
    }

    /** Whether the file has that section, with at least one byte. */
    boolean has(String section) {
        ByteReader reader = sections.get(section);
        return reader != null && reader.size() > 0;
    }

    /** A new reader at the start of a section; an exception if the file has none of that name. */
    ByteReader open(String section) throws SymbolException {
        ByteReader reader = sections.get(section);
        if (reader == null) {
            throw new SymbolException(
                    elf.name() + ": there is no section " + section + ", but others refer to it");
        }
        return reader.at(0);
    }

    /** The string at an offset of {@link #STR} or {@link #LINE_STR}. */
    String string(String section, long offset) throws SymbolException {
        StringTable table = strings.get(section);
        if (table == null) {
            throw new SymbolException(
                    elf.name() + ": there is no section " + section + ", but others refer to it");
        }
        return table.get(offset);
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
