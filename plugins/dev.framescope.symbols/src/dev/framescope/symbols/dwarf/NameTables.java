package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The types and static variables of a program by name: of one unit, and, when that does not do, of
 * all of them. Any thread may use it.
 */
final class NameTables {

    /** As many units as a session asks about in turn. */
    private static final int KEPT = 16;

    /** Units that are read at the same time, before what is not needed of them is dropped. */
    private static final int BATCH = 64;

    private final UnitIndex units;
    private final EntryNames names;
    private final QualifiedNames qualifiedNames;
    private final Consumer<SymbolException> problems;
    private final Lazy<Names> all = new Lazy<>(this::readAll);
    private final Map<CompilationUnit, Names> kept = new Recent<>(KEPT);

    /**
     * The names of a unit, or of all.
     *
     * @param types its types
     * @param variables its static variables
     */
    record Names(NameIndex types, NameIndex variables) {

        Names() {
            this(new NameIndex(), new NameIndex());
        }

        void add(UnitNames unit) {
            types.addAll(unit.types());
            variables.addAll(unit.variables());
        }
    }

    NameTables(
            UnitIndex units,
            EntryNames names,
            QualifiedNames qualifiedNames,
            Consumer<SymbolException> problems) {
        this.units = units;
        this.names = names;
        this.qualifiedNames = qualifiedNames;
        this.problems = problems;
    }

    /** The names of one unit. */
    synchronized Names of(CompilationUnit unit) {
        return kept.computeIfAbsent(
                unit,
                u -> {
                    Names made = new Names();
                    made.add(read(u));
                    return made;
                });
    }

    /** The names of the whole program; reads all units. */
    Names all() {
        return all.get();
    }

    private Names readAll() {
        Names made = new Names();
        List<CompilationUnit> every = units.all();
        for (int from = 0; from < every.size(); from += BATCH) {
            List<CompilationUnit> batch = every.subList(from, Math.min(every.size(), from + BATCH));
            batch.parallelStream().map(this::read).toList().forEach(made::add);
        }
        return made;
    }

    private UnitNames read(CompilationUnit unit) {
        return UnitNames.read(unit, names, qualifiedNames, problems);
    }
}
