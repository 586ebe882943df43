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

/** All inlined functions of a program and where they were put; reads every unit once. Immutable. */
final class InlinedIndex {

    private final ScopeReader scopes;
    private final Consumer<SymbolException> problems;
    private final Map<Function, List<Place>> byFunction = new LinkedHashMap<>();

    /** An inlined function's place; the rest is read when it is asked for. */
    private record Place(CompilationUnit unit, long offset) {}

    /** An inlined function of one unit, by its names alone. */
    private record Found(Function function, Place place) {}

    InlinedIndex(
            UnitIndex units,
            ScopeReader scopes,
            EntryNames names,
            Consumer<SymbolException> problems) {
        this.scopes = scopes;
        this.problems = problems;
        List<List<Found>> found =
                units.units().parallelStream().map(unit -> read(unit, units, names)).toList();
        for (List<Found> ofUnit : found) {
            for (Found each : ofUnit) {
                byFunction.computeIfAbsent(each.function, f -> new ArrayList<>(1)).add(each.place);
            }
        }
    }

    private List<Found> read(CompilationUnit unit, UnitIndex units, EntryNames names) {
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
                    Function function = function(entry, units, names, functions);
                    found.add(new Found(function, new Place(unit, entry.die().offset())));
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return found;
    }

    /** The names alone, without addresses, so that equal functions are equal. */
    private Function function(
            Entry entry, UnitIndex units, EntryNames names, Map<Entry.Key, Function> known)
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

    /** The inlined functions, each once, by their names alone. */
    List<Function> functions() {
        return List.copyOf(byFunction.keySet());
    }

    /** Where one of {@link #functions} was put, by ascending address. */
    List<InlinedPlace> places(Function function) {
        List<InlinedPlace> places = new ArrayList<>();
        for (Place place : byFunction.getOrDefault(function, List.of())) {
            try {
                read(place).ifPresent(places::add);
            } catch (SymbolException e) {
                problems.accept(e);
            }
        }
        places.sort((a, b) -> Long.compareUnsigned(a.entry(), b.entry()));
        return places;
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
