package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.elf.ElfFile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The debug information of an ELF file: DWARF versions 2 to 5.
 *
 * <p>Making one reads the headers of the units only; the rest is read a unit at a time when it is
 * asked for. What cannot be read is reported and left out. Any thread may use it.
 */
public final class DebugInfo {

    private final List<DebugUnit> units = new ArrayList<>();
    private final Map<Long, UnitLines> lines = new LinkedHashMap<>();
    private final AddressIndex<DebugUnit> index;
    private final UnitIndex unitIndex;
    private final NameSearch search;
    private final Map<CompilationUnit, DebugUnit> byEntries = new HashMap<>();

    /** Line tables that no unit with known addresses refers to. */
    private final List<UnitLines> unplaced = new ArrayList<>();

    /**
     * Reads the headers.
     *
     * @param problems takes what cannot be read, now and later; called on any thread
     */
    public DebugInfo(ElfFile elf, Consumer<SymbolException> problems) {
        DwarfSections sections = new DwarfSections(elf, problems);
        unitIndex = UnitIndex.read(sections, problems);
        search = new NameSearch(sections, unitIndex, problems);
        AddressIndex.Builder<DebugUnit> builder = new AddressIndex.Builder<>();
        for (CompilationUnit compiled : unitIndex.units()) {
            UnitLines unitLines = linesOf(compiled, sections, problems);
            DebugUnit unit = new DebugUnit(compiled, unitIndex, unitLines, problems);
            units.add(unit);
            byEntries.put(compiled, unit);
            unit.ranges().forEach(range -> builder.add(range, unit));
            if (unitLines != null && unit.ranges().isEmpty()) {
                unplaced.add(unitLines);
            }
        }
        index = builder.build();
        addOrphans(sections, problems);
        reportSplitUnits(elf, problems);
    }

    /** Tells of units whose entries are in other files (DWARF 5, section 7.3.2). */
    private void reportSplitUnits(ElfFile elf, Consumer<SymbolException> problems) {
        Set<String> files = new TreeSet<>();
        for (CompilationUnit unit : unitIndex.units()) {
            for (int attribute : new int[] {Attribute.DWO_NAME, Attribute.GNU_DWO_NAME}) {
                try {
                    unit.string(unit.root(), attribute).ifPresent(files::add);
                } catch (SymbolException e) {
                    problems.accept(e);
                }
            }
        }
        if (!files.isEmpty()) {
            String first = files.iterator().next();
            String more = files.size() > 1 ? " and " + (files.size() - 1) + " other files" : "";
            problems.accept(
                    new SymbolException(
                            elf.name()
                                    + ": the functions and variables of some units are described in"
                                    + " "
                                    + first
                                    + more
                                    + ", which are not read; compile without -gsplit-dwarf to see"
                                    + " more than lines"));
        }
    }

    private UnitLines linesOf(
            CompilationUnit unit, DwarfSections sections, Consumer<SymbolException> problems) {
        OptionalLong offset = unit.lineProgram();
        if (offset.isEmpty()) {
            return null;
        }
        String directory = "";
        try {
            directory = unit.compilationDirectory();
        } catch (SymbolException e) {
            problems.accept(e); // the paths stay relative
        }
        UnitLines made = new UnitLines(sections, offset.getAsLong(), directory, problems);
        UnitLines before = lines.putIfAbsent(offset.getAsLong(), made);
        return before == null ? made : before;
    }

    /** Finds the line programs of units that could not be read or are not there. */
    private void addOrphans(DwarfSections sections, Consumer<SymbolException> problems) {
        if (!sections.has(DwarfSections.LINE)) {
            return;
        }
        try {
            ByteReader in = sections.open(DwarfSections.LINE);
            while (in.remaining() > 0) {
                long offset = in.offset();
                if (!lines.containsKey(offset)) {
                    UnitLines orphan = new UnitLines(sections, offset, "", problems);
                    lines.put(offset, orphan);
                    unplaced.add(orphan);
                }
                in.skip(InitialLength.read(in).length());
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
    }

    /** All units, in the order of the file. */
    public List<DebugUnit> units() {
        return units;
    }

    /** The units with code at that link address; the most specific first. */
    public List<DebugUnit> unitsAt(long linkAddress) {
        return index.allAt(linkAddress);
    }

    /**
     * The units that may have a function, variable or type of a name; in the order of the file.
     * Reads no entries.
     *
     * @param name the last component of a path, without arguments
     */
    public List<DebugUnit> unitsNaming(String name) {
        return search.units(name).stream()
                .filter(byEntries::containsKey) // type units have none
                .map(byEntries::get)
                .toList();
    }

    /** Finds units by the names in them. */
    NameSearch search() {
        return search;
    }

    /** All units, as they lie in the file. */
    UnitIndex unitIndex() {
        return unitIndex;
    }

    /** The line table that an entry's unit names files by. */
    Optional<UnitLines> linesOf(CompilationUnit unit) {
        OptionalLong offset = unit.lineProgram();
        return offset.isPresent()
                ? Optional.ofNullable(lines.get(offset.getAsLong()))
                : Optional.empty();
    }

    /** All line tables. */
    public List<UnitLines> lines() {
        return List.copyOf(lines.values());
    }

    /** The line table that has a row for the link address. */
    public Optional<UnitLines> linesAt(long linkAddress) {
        for (DebugUnit unit : unitsAt(linkAddress)) {
            Optional<UnitLines> found = unit.lines();
            if (found.isPresent() && found.get().table().rowAt(linkAddress) >= 0) {
                return found;
            }
        }
        return unplaced.stream()
                .filter(candidate -> candidate.table().rowAt(linkAddress) >= 0)
                .findFirst();
    }
}
