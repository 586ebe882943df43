package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The types and static variables of a program by name: of one unit, and, when that does not do, of
 * all of them. Any thread may use it.
 */
final class NameTables {

    /** As many units as a session asks about in turn. */
    private static final int KEPT = 16;

    /** Units so many that all may be read at once, and kept for other questions. */
    private static final int MANY = 64;

    /** Units that are read at the same time, before what is not needed of them is dropped. */
    private static final int BATCH = 64;

    private final UnitIndex units;
    private final NameSearch search;
    private final EntryNames names;
    private final QualifiedNames qualifiedNames;
    private final Consumer<SymbolException> problems;
    private final Lazy<Names> all = new Lazy<>(this::readAll);
    private final Lazy<NameIndex> functionStatics = new Lazy<>(this::readFunctionStatics);
    private final Map<CompilationUnit, Names> kept = new Recent<>(KEPT);
    private final Map<String, Names> named = new Recent<>(KEPT);

    /**
     * The names of a unit, or of all.
     *
     * @param types its types
     * @param variables its static variables
     * @param enumerators what its enumerations name, as the entries of these
     */
    record Names(NameIndex types, NameIndex variables, NameIndex enumerators) {

        Names() {
            this(new NameIndex(), new NameIndex(), new NameIndex());
        }

        void add(UnitNames unit) {
            types.addAll(unit.types());
            variables.addAll(unit.variables());
            enumerators.addAll(unit.enumerators());
        }
    }

    NameTables(
            UnitIndex units,
            NameSearch search,
            EntryNames names,
            QualifiedNames qualifiedNames,
            Consumer<SymbolException> problems) {
        this.units = units;
        this.search = search;
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

    /**
     * The names of the whole program as far as they may end in a name: complete for that one. Reads
     * the units that have it, or all units if these are many.
     *
     * @param name with or without a path before it
     */
    Names having(String name) {
        String key = NameIndex.key(name);
        if (all.isMade() || !NameSearch.isVerbatim(key) || BaseTypeName.isWord(key)) {
            return all();
        }
        List<CompilationUnit> some = search.units(key);
        return some.size() > MANY ? all() : having(key, some);
    }

    private synchronized Names having(String key, List<CompilationUnit> some) {
        return named.computeIfAbsent(
                key,
                k -> {
                    Names made = new Names();
                    some.parallelStream().map(this::read).toList().forEach(made::add);
                    return made;
                });
    }

    /**
     * The static variables that are declared inside of functions, as far as they may end in a name.
     * Reads the units that have it, or all units if these are many.
     */
    NameIndex functionStatics(String name) {
        List<CompilationUnit> some = search.units(NameIndex.key(name));
        if (functionStatics.isMade() || some.size() > MANY) {
            return functionStatics.get();
        }
        NameIndex made = new NameIndex();
        some.parallelStream().map(this::readStatics).toList().forEach(made::addAll);
        return made;
    }

    private NameIndex readFunctionStatics() {
        NameIndex made = new NameIndex();
        inBatches(this::readStatics, made::addAll);
        return made;
    }

    private List<NamedEntry> readStatics(CompilationUnit unit) {
        return UnitStatics.read(unit, names, problems);
    }

    private Names readAll() {
        Names made = new Names();
        inBatches(this::read, made::add);
        return made;
    }

    private <T> void inBatches(Function<CompilationUnit, T> reader, Consumer<T> taker) {
        List<CompilationUnit> every = units.all();
        for (int from = 0; from < every.size(); from += BATCH) {
            int to = Math.min(every.size(), from + BATCH);
            every.subList(from, to).parallelStream().map(reader).toList().forEach(taker);
        }
    }

    private UnitNames read(CompilationUnit unit) {
        return UnitNames.read(unit, names, qualifiedNames, problems);
    }
}
