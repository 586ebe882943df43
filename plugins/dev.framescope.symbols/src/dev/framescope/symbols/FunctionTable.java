package dev.framescope.symbols;

import dev.framescope.symbols.dwarf.AddressIndex;
import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.dwarf.DebugInfo;
import dev.framescope.symbols.dwarf.DebugUnit;
import dev.framescope.symbols.dwarf.Lazy;
import dev.framescope.symbols.dwarf.Subprogram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of a program: from the debug information where there is some, else from the
 * symbols. Those of a name are found by reading the units that have the name; every unit is read
 * only for the list of all. Any thread may use it.
 */
final class FunctionTable {

    private static final Comparator<Function> BY_ADDRESS =
            ((Comparator<Function>) (a, b) -> Long.compareUnsigned(a.low(), b.low()))
                    .thenComparing((a, b) -> Long.compareUnsigned(a.high(), b.high()));

    private final DebugInfo debug;
    private final SymbolTable symbols;
    private final Lazy<Functions> functions = new Lazy<>(this::readAll);

    /**
     * By ascending address.
     *
     * @param all the pieces of all functions
     * @param entered those with which functions start
     */
    private record Functions(List<Function> all, List<Function> entered) {}

    /** Reads nothing yet. */
    FunctionTable(DebugInfo debug, SymbolTable symbols) {
        this.debug = debug;
        this.symbols = symbols;
    }

    private Functions readAll() {
        List<Function> all = new ArrayList<>();
        List<Function> entered = new ArrayList<>();
        AddressIndex.Builder<Function> described = new AddressIndex.Builder<>();
        for (Subprogram subprogram : subprograms(debug.units())) {
            Function function = function(subprogram);
            described.add(subprogram.range(), function);
            all.add(function);
            if (subprogram.entered()) {
                entered.add(function);
            }
        }
        AddressIndex<Function> index = described.build();
        for (Function function : symbols.functions()) {
            if (index.innermostAt(function.low()) == null) {
                all.add(function);
                entered.add(function);
            }
        }
        all.sort(BY_ADDRESS);
        entered.sort(BY_ADDRESS);
        return new Functions(all, entered);
    }

    /** What units describe, in their order. Each keeps what is read here. */
    private static List<Subprogram> subprograms(List<DebugUnit> units) {
        units.parallelStream().forEach(DebugUnit::subprograms);
        return units.stream().flatMap(unit -> unit.subprograms().stream()).toList();
    }

    private static Function function(Subprogram subprogram) {
        AddressRange range = subprogram.range();
        return new Function(subprogram.name(), subprogram.linkageName(), range.low(), range.high());
    }

    /** The innermost function at an address, from the debug information. */
    static Optional<Function> at(DebugInfo debug, long address) {
        return debug.unitsAt(address).stream()
                .flatMap(unit -> unit.subprogramAt(address).stream())
                .max((a, b) -> Long.compareUnsigned(a.range().low(), b.range().low()))
                .map(FunctionTable::function);
    }

    /** All functions, by ascending address. */
    List<Function> all() {
        return functions.get().all();
    }

    /** All functions, each by the piece that is entered, by ascending address. */
    List<Function> entered() {
        return functions.get().entered();
    }

    /** The functions of that name, by ascending address. */
    List<Function> named(String name) {
        String key = FunctionName.key(name);
        Set<Function> found = new HashSet<>();
        for (Subprogram subprogram : subprograms(debug.unitsNaming(key))) {
            Function function = function(subprogram);
            if (subprogram.entered() && FunctionName.matches(function, name)) {
                found.add(function);
            }
        }
        for (Function symbol : symbols.functionsLike(key)) {
            if (FunctionName.matches(symbol, name)) {
                addUnlessDescribed(symbol, name, found);
            }
        }
        if (found.isEmpty()) {
            return symbols.functionNamed(name).stream().toList();
        }
        return found.stream().sorted(BY_ADDRESS).toList();
    }

    /** Units may describe the function of a symbol by its linkage name alone, or by another. */
    private void addUnlessDescribed(Function symbol, String name, Set<Function> found) {
        Optional<Function> described = at(debug, symbol.low());
        if (described.isEmpty()) {
            if (found.stream().noneMatch(function -> function.contains(symbol.low()))) {
                found.add(symbol);
            }
        } else if (described.get().low() == symbol.low()
                && FunctionName.matches(described.get(), name)) {
            found.add(described.get());
        }
    }
}
