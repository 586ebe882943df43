package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All units of {@code .debug_info} and {@code .debug_types}, with no more than their headers and
 * root entries read.
 *
 * <p>Immutable; any thread may use it.
 */
final class UnitIndex {

    /** Where DWARF 4 has its type units. */
    private static final String TYPES = ".debug_types";

    private final List<CompilationUnit> units;
    private final List<CompilationUnit> typeUnits;
    private final Map<Long, CompilationUnit> bySignature = new HashMap<>();

    private UnitIndex(List<CompilationUnit> units, List<CompilationUnit> typeUnits) {
        this.units = units;
        this.typeUnits = typeUnits;
        for (CompilationUnit unit : all()) {
            if (unit.header().type() != 0) {
                bySignature.putIfAbsent(unit.header().signature(), unit);
            }
        }
    }

    /** Reads the headers; a unit that cannot be read is reported and left out. */
    static UnitIndex read(DwarfSections sections, Consumer<SymbolException> problems) {
        Map<Long, AbbreviationTable> tables = new HashMap<>();
        return new UnitIndex(
                readSection(sections, DwarfSections.INFO, tables, problems),
                readSection(sections, TYPES, tables, problems));
    }

    private static List<CompilationUnit> readSection(
            DwarfSections sections,
            String section,
            Map<Long, AbbreviationTable> tables,
            Consumer<SymbolException> problems) {
        List<CompilationUnit> units = new ArrayList<>();
        if (sections.has(section)) {
            try {
                readUnits(sections, section, tables, units, problems);
            } catch (SymbolException e) {
                problems.accept(e); // without its length there is no way to the next unit
            }
        }
        return List.copyOf(units);
    }

    private static void readUnits(
            DwarfSections sections,
            String section,
            Map<Long, AbbreviationTable> tables,
            List<CompilationUnit> units,
            Consumer<SymbolException> problems)
            throws SymbolException {
        ByteReader in = sections.open(section);
        while (in.remaining() > 0) {
            long offset = in.offset();
            InitialLength length = InitialLength.read(in);
            long next = in.offset() + length.length();
            try {
                UnitHeader header = UnitHeader.read(offset, length, in, section.equals(TYPES));
                AbbreviationTable table = table(sections, header, tables);
                units.add(new CompilationUnit(sections, section, header, table));
            } catch (SymbolException e) {
                problems.accept(e);
            }
            in.seek(next);
        }
    }

    private static AbbreviationTable table(
            DwarfSections sections, UnitHeader header, Map<Long, AbbreviationTable> tables)
            throws SymbolException {
        AbbreviationTable table = tables.get(header.abbreviations());
        if (table == null) {
            ByteReader in = sections.open(DwarfSections.ABBREV).at(header.abbreviations());
            table = AbbreviationTable.read(in, sections.budget());
            tables.put(header.abbreviations(), table);
        }
        return table;
    }

    /** The units of {@code .debug_info}, in the order of the file. */
    List<CompilationUnit> units() {
        return units;
    }

    /** All units, those of {@code .debug_types} last. */
    List<CompilationUnit> all() {
        List<CompilationUnit> all = new ArrayList<>(units);
        all.addAll(typeUnits);
        return all;
    }

    /**
     * The entry that an attribute refers to; empty if there is none, or it is in another file
     * (DWARF 5, section 7.5.5.5).
     */
    Optional<Entry> follow(Entry from, int attribute) throws SymbolException {
        if (!from.die().has(attribute)) {
            return Optional.empty();
        }
        long value = from.die().value(attribute);
        return switch (from.die().form(attribute)) {
            case Form.REF1, Form.REF2, Form.REF4, Form.REF8, Form.REF_UDATA ->
                    from.unit().relative(value);
            case Form.REF_ADDR -> at(value);
            case Form.REF_SIG8 -> typeOf(bySignature.get(value));
            default -> Optional.empty();
        };
    }

    /** The entry at an offset of {@code .debug_info}, if a unit is there. */
    Optional<Entry> at(long offset) throws SymbolException {
        CompilationUnit unit = containing(offset);
        return unit == null ? Optional.empty() : Optional.of(unit.at(offset));
    }

    private static Optional<Entry> typeOf(CompilationUnit unit) throws SymbolException {
        if (unit == null || !unit.contains(unit.header().type())) {
            return Optional.empty();
        }
        return Optional.of(unit.at(unit.header().type()));
    }

    /** The unit that has the entry at an offset of {@code .debug_info}, or null. */
    CompilationUnit containing(long offset) {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).header().offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && units.get(low - 1).contains(offset) ? units.get(low - 1) : null;
    }
}
