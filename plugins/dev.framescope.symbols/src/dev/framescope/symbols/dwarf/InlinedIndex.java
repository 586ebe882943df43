package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.scope.InlinedPlace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The inlined functions of some units and where they were put. Immutable. */
final class InlinedIndex {

    private final ScopeReader scopes;
    private final Consumer<SymbolException> problems;
    private final Map<Function, List<Place>> byFunction = new LinkedHashMap<>();

    /** An inlined function's place; the rest is read when it is asked for. */
    private record Place(CompilationUnit unit, long offset) {}

    /** An inlined function of one unit, by its names alone. */
    private record Found(Function function, Place place) {}

    /** Reads units of a program. */
    InlinedIndex(
            List<CompilationUnit> read,
            UnitIndex units,
            ScopeReader scopes,
            Consumer<SymbolException> problems) {
        this.scopes = scopes;
        this.problems = problems;
        List<List<Found>> found = read.parallelStream().map(unit -> read(unit, units)).toList();
        for (List<Found> ofUnit : found) {
            for (Found each : ofUnit) {
                byFunction.computeIfAbsent(each.function, f -> new ArrayList<>(1)).add(each.place);
            }
        }
    }

    private List<Found> read(CompilationUnit unit, UnitIndex units) {
        List<Found> found = new ArrayList<>();
        Map<Entry.Key, Function> functions = new LinkedHashMap<>();
        try {
            DieCursor cursor = unit.entries();
            while (cursor.next()) {
                Abbreviation shape = cursor.abbreviation();
                boolean placed =
                        shape.indexOf(Attribute.LOW_PC) >= 0
                                || shape.indexOf(Attribute.RANGES) >= 0;
                if (shape.tag() == Tag.INLINED_SUBROUTINE && placed) {
                    Entry entry = new Entry(unit, cursor.read());
                    Function function = function(entry, units, functions);
                    found.add(new Found(function, new Place(unit, entry.die().offset())));
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return found;
    }

    /** The names alone, without addresses, so that equal functions are equal. */
    private Function function(Entry entry, UnitIndex units, Map<Entry.Key, Function> known)
            throws SymbolException {
        Optional<Entry> origin = units.follow(entry, Attribute.ABSTRACT_ORIGIN);
        Entry.Key key = origin.orElse(entry).key();
        Function function = known.get(key);
        if (function == null) {
            function = scopes.function(entry, new AddressRange(0, 0));
            known.put(key, function);
        }
        return function;
    }

    /**
     * Where functions were put, by ascending address.
     *
     * @param wanted chooses them by their names; they have no addresses
     */
    List<InlinedPlace> places(Predicate<Function> wanted) {
        List<InlinedPlace> places = new ArrayList<>();
        byFunction.forEach(
                (function, each) -> {
                    if (wanted.test(function)) {
                        each.forEach(place -> read(place, places));
                    }
                });
        places.sort((a, b) -> Long.compareUnsigned(a.entry(), b.entry()));
        return places;
    }

    private void read(Place place, List<InlinedPlace> places) {
        try {
            read(place).ifPresent(places::add);
        } catch (SymbolException e) {
            problems.accept(e);
        }
    }

    private Optional<InlinedPlace> read(Place place) throws SymbolException {
        Entry entry = place.unit.at(place.offset);
        List<AddressRange> ranges = place.unit.ranges(entry.die(), new Budget(1 << 20));
        if (ranges.isEmpty()) {
            return Optional.empty(); // the linker dropped it
        }
        long pc = ScopeReader.entryPc(entry, ranges);
        AddressRange around =
                ranges.stream()
                        .filter(range -> range.contains(pc))
                        .findFirst()
                        .orElse(ranges.getFirst());
        return Optional.of(
                new InlinedPlace(
                        scopes.function(entry, around), pc, ranges, scopes.callSite(entry)));
    }
}
