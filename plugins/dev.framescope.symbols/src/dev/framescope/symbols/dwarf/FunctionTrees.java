package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The functions that were asked for last, with their blocks. Any thread may use it. */
final class FunctionTrees {

    /** As many as the frames of a deep stack. */
    private static final int KEPT = 128;

    private final DebugInfo debug;
    private final Consumer<SymbolException> problems;
    private final Map<Entry.Key, FunctionTree> kept = new Recent<>(KEPT);

    FunctionTrees(DebugInfo debug, Consumer<SymbolException> problems) {
        this.debug = debug;
        this.problems = problems;
    }

    /** The function whose code is at the address. */
    Optional<FunctionTree> at(long linkAddress) {
        Optional<DebugUnit> unit =
                debug.unitsAt(linkAddress).stream()
                        .filter(candidate -> candidate.subprogramAt(linkAddress).isPresent())
                        .max(
                                (a, b) ->
                                        Long.compareUnsigned(
                                                low(a, linkAddress), low(b, linkAddress)));
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Entry> entry = unit.get().functionEntryAt(linkAddress);
            return entry.isPresent() ? Optional.of(read(entry.get())) : Optional.empty();
        } catch (SymbolException e) {
            problems.accept(e);
            return Optional.empty();
        }
    }

    private static long low(DebugUnit unit, long linkAddress) {
        return unit.subprogramAt(linkAddress).map(s -> s.range().low()).orElse(0L);
    }

    private synchronized FunctionTree read(Entry entry) throws SymbolException {
        FunctionTree tree = kept.get(entry.key());
        if (tree == null) {
            tree = FunctionTree.read(entry);
            kept.put(entry.key(), tree);
        }
        return tree;
    }
}
