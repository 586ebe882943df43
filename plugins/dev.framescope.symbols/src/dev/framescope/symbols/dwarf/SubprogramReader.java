package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.demangle.Demangler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the functions with code among the entries of a unit (DWARF 5, section 3.3). */
final class SubprogramReader {

    private final CompilationUnit unit;
    private final EntryNames names;
    private final Consumer<SymbolException> problems;
    private final List<Subprogram> found = new ArrayList<>();
    private final AddressIndex.Builder<Long> entries = new AddressIndex.Builder<>();
    private boolean locationLists;

    /**
     * What the entries of a unit say about its code.
     *
     * @param subprograms the functions, in the order of the file
     * @param index the functions by address
     * @param entries where their entries start in the unit's section, by address
     * @param hasLocationLists whether a variable's place depends on the address, so that variables
     *     can be found everywhere in a function, its prologue included
     */
    record UnitCode(
            List<Subprogram> subprograms,
            AddressIndex<Subprogram> index,
            AddressIndex<Long> entries,
            boolean hasLocationLists) {

        static final UnitCode NONE = of(List.of(), new AddressIndex.Builder<Long>().build(), false);

        static UnitCode of(
                List<Subprogram> subprograms,
                AddressIndex<Long> entries,
                boolean hasLocationLists) {
            AddressIndex.Builder<Subprogram> index = new AddressIndex.Builder<>();
            subprograms.forEach(subprogram -> index.add(subprogram.range(), subprogram));
            return new UnitCode(subprograms, index.build(), entries, hasLocationLists);
        }
    }

    private SubprogramReader(
            CompilationUnit unit, UnitIndex units, Consumer<SymbolException> problems) {
        this.unit = unit;
        names = new EntryNames(units);
        this.problems = problems;
    }

    /** Reads the unit; what comes before a broken entry is kept. */
    static UnitCode read(
            CompilationUnit unit, UnitIndex units, Consumer<SymbolException> problems) {
        SubprogramReader reader = new SubprogramReader(unit, units, problems);
        try {
            DieCursor cursor = unit.entries();
            while (cursor.next()) {
                reader.visit(cursor);
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return UnitCode.of(List.copyOf(reader.found), reader.entries.build(), reader.locationLists);
    }

    private void visit(DieCursor cursor) throws SymbolException {
        switch (cursor.abbreviation().tag()) {
            case Tag.SUBPROGRAM -> {
                Die die = cursor.read();
                try {
                    add(die);
                } catch (SymbolException e) {
                    problems.accept(e); // the other functions can still be read
                }
            }
            case Tag.VARIABLE, Tag.FORMAL_PARAMETER ->
                    locationLists |= hasLocationList(cursor.abbreviation());
            default -> {
                // no function
            }
        }
    }

    private boolean hasLocationList(Abbreviation abbreviation) {
        int index = abbreviation.indexOf(Attribute.LOCATION);
        return index >= 0
                && LocationAttribute.isList(abbreviation.forms()[index], unit.encoding().version());
    }

    private void add(Die die) throws SymbolException {
        List<AddressRange> ranges = unit.ranges(die, unit.sections().budget());
        if (ranges.isEmpty()) {
            return;
        }
        Entry entry = new Entry(unit, die);
        Optional<String> name = names.name(entry);
        Optional<String> linkage = names.linkageName(entry);
        if (name.isEmpty() && linkage.isEmpty()) {
            return; // the symbol table may know its name
        }
        String shown = name.orElseGet(() -> Demangler.readable(linkage.get()));
        boolean entered = true; // the first range has the entry (DWARF 5, section 2.18)
        for (AddressRange range : ranges) {
            found.add(new Subprogram(shown, linkage.orElse(shown), range, entered));
            entries.add(range, die.offset());
            entered = false;
        }
    }
}
