package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Finds the functions with code among the entries of a unit (DWARF 5, section 3.3). */
final class SubprogramReader {

    /** Entries lead to others that have the name; honest chains have three links at most. */
    private static final int MAXIMUM_LINKS = 8;

    private static final int[] LINKS = {Attribute.ABSTRACT_ORIGIN, Attribute.SPECIFICATION};
    private static final int[] LINKAGE_NAMES = {
        Attribute.LINKAGE_NAME, Attribute.MIPS_LINKAGE_NAME
    };

    private final CompilationUnit unit;
    private final UnitIndex units;
    private final Consumer<SymbolException> problems;
    private final List<Subprogram> found = new ArrayList<>();
    private boolean locationLists;

    /**
     * What the entries of a unit say about its code.
     *
     * @param subprograms the functions, in the order of the file
     * @param index the functions by address
     * @param hasLocationLists whether a variable's place depends on the address, so that variables
     *     can be found everywhere in a function, its prologue included
     */
    record UnitCode(
            List<Subprogram> subprograms,
            AddressIndex<Subprogram> index,
            boolean hasLocationLists) {

        static final UnitCode NONE = of(List.of(), false);

        static UnitCode of(List<Subprogram> subprograms, boolean hasLocationLists) {
            AddressIndex.Builder<Subprogram> index = new AddressIndex.Builder<>();
            subprograms.forEach(subprogram -> index.add(subprogram.range(), subprogram));
            return new UnitCode(subprograms, index.build(), hasLocationLists);
        }
    }

    private SubprogramReader(
            CompilationUnit unit, UnitIndex units, Consumer<SymbolException> problems) {
        this.unit = unit;
        this.units = units;
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
        return UnitCode.of(List.copyOf(reader.found), reader.locationLists);
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
        if (index < 0) {
            return false;
        }
        return switch (abbreviation.forms()[index]) {
            case Form.SEC_OFFSET, Form.LOCLISTX -> true;
            // Before DWARF 4 had SEC_OFFSET, plain data served for it.
            case Form.DATA4, Form.DATA8 -> unit.encoding().version() < 4;
            default -> false;
        };
    }

    private void add(Die die) throws SymbolException {
        List<AddressRange> ranges = unit.ranges(die);
        if (ranges.isEmpty()) {
            return;
        }
        Optional<String> name = find(unit, die, MAXIMUM_LINKS, Attribute.NAME);
        Optional<String> linkage = find(unit, die, MAXIMUM_LINKS, LINKAGE_NAMES);
        if (name.isEmpty() && linkage.isEmpty()) {
            return; // the symbol table may know its name
        }
        String shown = name.orElseGet(linkage::get);
        boolean entered = true; // the first range has the entry (DWARF 5, section 2.18)
        for (AddressRange range : ranges) {
            found.add(new Subprogram(shown, linkage.orElse(shown), range, entered));
            entered = false;
        }
    }

    /** Finds one of the attributes in an entry or in those it is an instance of. */
    private Optional<String> find(CompilationUnit in, Die die, int links, int... attributes)
            throws SymbolException {
        for (int attribute : attributes) {
            Optional<String> value = in.string(die, attribute);
            if (value.isPresent()) {
                return value.filter(text -> !text.isEmpty());
            }
        }
        for (int link : LINKS) {
            OptionalLong target = in.reference(die, link);
            CompilationUnit other =
                    target.isPresent() ? units.containing(target.getAsLong()) : null;
            if (other != null && links > 0) {
                return find(other, other.entry(target.getAsLong()), links - 1, attributes);
            }
        }
        return Optional.empty();
    }
}
