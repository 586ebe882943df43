package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.InlinedPlace;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The functions, variables and types of a program as its debug information describes them.
 *
 * <p>A question about an address reads one unit, and one by name the unit it is asked in, before it
 * reads all. What cannot be read is reported and left out. Any thread may use it.
 */
public final class ProgramScopes {

    private final DebugInfo debug;
    private final Consumer<SymbolException> problems;
    private final FunctionTrees functions;
    private final NameTables names;
    private final TypeReader types;
    private final VariableReader variables;
    private final ScopeReader scopes;
    private final VtableReader vtables;
    private final Lazy<InlinedIndex> inlined;

    /** Finds the link address of a symbol by its name. */
    @FunctionalInterface
    public interface Symbols {

        /** The address; empty if there is no such symbol. */
        OptionalLong address(String symbol);
    }

    /**
     * Reads nothing yet.
     *
     * @param symbols of the same file, where what units only declare is found
     * @param problems takes what cannot be read; called on any thread
     */
    public ProgramScopes(DebugInfo debug, Symbols symbols, Consumer<SymbolException> problems) {
        this.debug = debug;
        this.problems = problems;
        UnitIndex units = debug.unitIndex();
        EntryNames entryNames = new EntryNames(units);
        QualifiedNames qualifiedNames = new QualifiedNames(units, entryNames, problems);
        functions = new FunctionTrees(debug, problems);
        names = new NameTables(units, debug.search(), entryNames, qualifiedNames, problems);
        types = new TypeReader(units, qualifiedNames, this::definition, problems);
        Expressions expressions = new Expressions(units, types, functions, problems);
        variables =
                new VariableReader(
                        debug, qualifiedNames, types, expressions, externals(symbols), problems);
        scopes = new ScopeReader(debug, variables, expressions);
        vtables = new VtableReader(units, types, problems);
        inlined = new Lazy<>(() -> inlinedIn(units.units()));
    }

    private VariableReader.Externals externals(Symbols symbols) {
        return new VariableReader.Externals() {
            @Override
            public OptionalLong address(String symbol) {
                return symbols.address(symbol);
            }

            @Override
            public Optional<Entry> definition(String qualifiedName) {
                return names.having(qualifiedName).variables().find(qualifiedName).stream()
                        .filter(e -> !e.declaration())
                        .filter(e -> e.qualifiedName().equals(qualifiedName))
                        .flatMap(e -> read(e).stream())
                        .findFirst();
            }
        };
    }

    /** Finds the definition of a type that is declared elsewhere, of the same kind. */
    private Optional<Entry> definition(Entry declared, String qualifiedName) {
        int kind = kind(declared.tag());
        return names.having(qualifiedName).types().find(qualifiedName).stream()
                .filter(e -> !e.declaration() && kind(e.tag()) == kind)
                .filter(e -> e.qualifiedName().equals(qualifiedName))
                .flatMap(e -> read(e).stream())
                .findFirst();
    }

    /** C++ declares as a structure what it defines as a class. */
    private static int kind(int tag) {
        boolean structure = tag == Tag.CLASS_TYPE || tag == Tag.INTERFACE_TYPE;
        return structure ? Tag.STRUCTURE_TYPE : tag;
    }

    private Optional<Entry> read(NamedEntry named) {
        try {
            return Optional.of(named.read());
        } catch (SymbolException e) {
            problems.accept(e);
            return Optional.empty();
        }
    }

    /** The functions at an instruction: those inlined there, the innermost first, then its own. */
    public List<CodeScope> scopesAt(long linkAddress) {
        Optional<FunctionTree> function = functions.at(linkAddress);
        if (function.isEmpty()) {
            return List.of();
        }
        try {
            return scopes.scopes(function.get(), linkAddress);
        } catch (SymbolException e) {
            problems.accept(e);
            return List.of();
        }
    }

    /** The source language of the code at the address. */
    public Language languageAt(long linkAddress) {
        return unitAt(linkAddress).map(CompilationUnit::language).orElse(Language.OTHER);
    }

    private Optional<CompilationUnit> unitAt(long linkAddress) {
        return debug.unitsAt(linkAddress).stream().findFirst().map(DebugUnit::entries);
    }

    /**
     * The static variables of that name, those of the unit at the address before all others.
     *
     * @param linkAddress where the question is asked; empty for the whole program
     */
    public List<Variable> variables(String name, OptionalLong linkAddress) {
        List<NamedEntry> found = List.of();
        if (linkAddress.isPresent()) {
            Optional<CompilationUnit> unit = unitAt(linkAddress.getAsLong());
            if (unit.isPresent()) {
                found = names.of(unit.get()).variables().find(name);
            }
        }
        if (found.isEmpty() || found.getFirst().declaration()) {
            found = names.having(name).variables().find(name);
        }
        if (found.isEmpty()) {
            found = names.functionStatics(name).find(name);
        }
        return definitions(found).stream()
                .flatMap(entry -> read(entry).stream())
                .flatMap(entry -> variables.read(entry, FrameBase.NONE).stream())
                .toList();
    }

    /**
     * The static variables that the source around an address defines or declares, by name. Reads
     * the unit there, and those that the compiler has made of the same source.
     */
    public List<Variable> variablesAround(long linkAddress) {
        Optional<CompilationUnit> here = unitAt(linkAddress);
        if (here.isEmpty()) {
            return List.of();
        }
        List<NamedEntry> entries = new ArrayList<>(names.of(here.get()).variables().all());
        for (CompilationUnit unit : debug.unitIndex().units()) {
            if (unit != here.get() && sourceName(unit).equals(sourceName(here.get()))) {
                entries.addAll(names.of(unit).variables().all());
            }
        }
        entries.sort(Comparator.comparing(NamedEntry::declaration));
        Set<String> known = new HashSet<>();
        return entries.stream()
                .filter(entry -> known.add(entry.qualifiedName()))
                .sorted(Comparator.comparing(NamedEntry::qualifiedName))
                .flatMap(entry -> read(entry).stream())
                .flatMap(entry -> variables.read(entry, FrameBase.NONE).stream())
                .toList();
    }

    /** What a unit is made of: rustc makes several of a crate, and numbers them behind a mark. */
    private String sourceName(CompilationUnit unit) {
        try {
            String name = unit.string(unit.root(), Attribute.NAME).orElse("");
            int mark = name.indexOf("/@/");
            return unit.compilationDirectory() + '/' + (mark < 0 ? name : name.substring(0, mark));
        } catch (SymbolException e) {
            problems.accept(e);
            return "";
        }
    }

    /** Leaves out declarations that say no more than a definition, or than one before. */
    private static List<NamedEntry> definitions(List<NamedEntry> definitionsFirst) {
        Set<String> known = new HashSet<>();
        List<NamedEntry> kept = new ArrayList<>();
        for (NamedEntry entry : definitionsFirst) {
            if (known.add(entry.qualifiedName()) || !entry.declaration()) {
                kept.add(entry);
            }
        }
        return kept;
    }

    /** The qualified names of static variables that start so, sorted. */
    public List<String> globalNames(String prefix) {
        return names.all().variables().names(prefix);
    }

    /**
     * The types of that name, each once, those of the unit at the address before all others.
     *
     * @param linkAddress where the question is asked; empty for the whole program
     */
    public List<Type> types(String name, OptionalLong linkAddress) {
        TypeQuery query = TypeQuery.of(name);
        List<NamedEntry> found = List.of();
        if (linkAddress.isPresent()) {
            Optional<CompilationUnit> unit = unitAt(linkAddress.getAsLong());
            if (unit.isPresent()) {
                found = query.find(names.of(unit.get()).types());
            }
        }
        if (found.isEmpty() || found.getFirst().declaration()) {
            found = query.find(names.having(query.name()).types());
        }
        Set<List<Object>> known = new HashSet<>();
        List<Type> made = new ArrayList<>();
        for (NamedEntry entry : definitions(found)) {
            read(entry)
                    .flatMap(this::type)
                    .filter(t -> known.add(List.of(t.name(), t.size(), entry.tag())))
                    .ifPresent(made::add);
        }
        return made;
    }

    /**
     * The enumerations that have an enumerator of that name, those of the unit at the address
     * before all others.
     *
     * @param linkAddress where the question is asked; empty for the whole program
     */
    public List<EnumType> enumerations(String enumerator, OptionalLong linkAddress) {
        List<NamedEntry> found = List.of();
        if (linkAddress.isPresent()) {
            Optional<CompilationUnit> unit = unitAt(linkAddress.getAsLong());
            if (unit.isPresent()) {
                found = names.of(unit.get()).enumerators().find(enumerator);
            }
        }
        if (found.isEmpty()) {
            found = names.having(enumerator).enumerators().find(enumerator);
        }
        return found.stream()
                .flatMap(entry -> read(entry).flatMap(this::type).stream())
                .filter(EnumType.class::isInstance)
                .map(EnumType.class::cast)
                .toList();
    }

    /** The type whose vtable, of one of Rust's traits, is at an address. */
    public Optional<Type> vtableType(long linkAddress) {
        return vtables.typeOf(linkAddress);
    }

    private Optional<Type> type(Entry entry) {
        try {
            return Optional.of(types.read(entry));
        } catch (SymbolException e) {
            problems.accept(e);
            return Optional.empty();
        }
    }

    /**
     * Where functions have been inlined, by ascending address. Reads all units when asked first.
     *
     * @param wanted chooses them by their names; they have no addresses
     */
    public List<InlinedPlace> inlinedPlaces(Predicate<Function> wanted) {
        return inlined.get().places(wanted);
    }

    /**
     * Where functions have been inlined, as {@link #inlinedPlaces(Predicate)}; reads the units that
     * have a name.
     *
     * @param name the last component of their names, without arguments
     */
    public List<InlinedPlace> inlinedPlaces(String name, Predicate<Function> wanted) {
        return NameSearch.isVerbatim(name)
                ? inlinedIn(debug.search().units(name)).places(wanted)
                : inlinedPlaces(wanted);
    }

    private InlinedIndex inlinedIn(List<CompilationUnit> units) {
        return new InlinedIndex(units, debug.unitIndex(), scopes, problems);
    }
}
