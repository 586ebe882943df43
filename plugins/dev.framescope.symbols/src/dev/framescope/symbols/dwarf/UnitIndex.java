package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All units of {@code .debug_info}, with no more than their headers and root entries read.
 *
 * <p>Immutable; any thread may use it.
 */
final class UnitIndex {

    private final List<CompilationUnit> units;

    private UnitIndex(List<CompilationUnit> units) {
        this.units = units;
    }

    /** Reads the headers; a unit that cannot be read is reported and left out. */
    static UnitIndex read(DwarfSections sections, Consumer<SymbolException> problems) {
        List<CompilationUnit> units = new ArrayList<>();
        if (sections.has(DwarfSections.INFO)) {
            try {
                readUnits(sections, units, problems);
            } catch (SymbolException e) {
                problems.accept(e); // without its length there is no way to the next unit
            }
        }
        return new UnitIndex(List.copyOf(units));
    }

    private static void readUnits(
            DwarfSections sections, List<CompilationUnit> units, Consumer<SymbolException> problems)
            throws SymbolException {
        Map<Long, AbbreviationTable> tables = new HashMap<>();
        ByteReader in = sections.open(DwarfSections.INFO);
        while (in.remaining() > 0) {
            long offset = in.offset();
            InitialLength length = InitialLength.read(in);
            long next = in.offset() + length.length();
            try {
                UnitHeader header = UnitHeader.read(offset, length, in);
                units.add(new CompilationUnit(sections, header, table(sections, header, tables)));
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

    /** The units, in the order of the file. */
    List<CompilationUnit> units() {
        return units;
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
