package dev.framescope.symbols;

import dev.framescope.symbols.dwarf.AddressIndex;
import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.dwarf.DebugInfo;
import dev.framescope.symbols.dwarf.DebugUnit;
import dev.framescope.symbols.dwarf.Subprogram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions of a program: from the debug information where there is some, else from the
 * symbols.
 *
 * <p>Immutable; made once for all lookups by name, as every unit has to be read for it.
 */
final class FunctionTable {

    private static final Comparator<Function> BY_ADDRESS =
            ((Comparator<Function>) (a, b) -> Long.compareUnsigned(a.low(), b.low()))
                    .thenComparing((a, b) -> Long.compareUnsigned(a.high(), b.high()));

    private final SymbolTable symbols;
    private final List<Function> functions = new ArrayList<>();
    private final Map<String, List<Function>> byName = new HashMap<>();

    FunctionTable(DebugInfo debug, SymbolTable symbols) {
        this.symbols = symbols;
        // Each unit keeps what is read here; they do not wait for each other.
        debug.units().parallelStream().forEach(DebugUnit::subprograms);
        AddressIndex.Builder<Function> described = new AddressIndex.Builder<>();
        for (DebugUnit unit : debug.units()) {
            for (Subprogram subprogram : unit.subprograms()) {
                Function function = function(subprogram);
                described.add(subprogram.range(), function);
                functions.add(function);
                if (subprogram.entered()) {
                    addNames(function);
                }
            }
        }
        AddressIndex<Function> index = described.build();
        for (Function function : symbols.functions()) {
            if (index.innermostAt(function.low()) == null) {
                functions.add(function);
                addNames(function);
            }
        }
        functions.sort(BY_ADDRESS);
        byName.values().forEach(named -> named.sort(BY_ADDRESS));
    }

    private void addNames(Function function) {
        for (String key : FunctionName.keys(function)) {
            byName.computeIfAbsent(key, k -> new ArrayList<>()).add(function);
        }
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
        return functions;
    }

    /** All functions, each by the piece that is entered, by ascending address. */
    List<Function> entered() {
        Set<Function> entered = new TreeSet<>(BY_ADDRESS);
        byName.values().forEach(entered::addAll);
        return List.copyOf(entered);
    }

    /** The functions of that name, by ascending address. */
    List<Function> named(String name) {
        List<Function> found =
                byName.getOrDefault(FunctionName.key(name), List.of()).stream()
                        .filter(function -> FunctionName.matches(function, name))
                        .toList();
        return found.isEmpty() ? symbols.functionNamed(name).stream().toList() : found;
    }
}
