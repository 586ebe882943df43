package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.scope.Language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The types and static variables of one unit by name. Only entries outside of functions are read.
 */
final class UnitNames {

    private final CompilationUnit unit;
    private final EntryNames names;
    private final QualifiedNames qualifiedNames;
    private final List<NamedEntry> types = new ArrayList<>();
    private final List<NamedEntry> variables = new ArrayList<>();
    private final List<NamedEntry> enumerators = new ArrayList<>();

    /** In which the cursor is, if it is in one. */
    private NamedEntry enumeration;

    private final Deque<Scope> scopes = new ArrayDeque<>();

    private record Scope(String path, int depth) {}

    private UnitNames(CompilationUnit unit, EntryNames names, QualifiedNames qualifiedNames) {
        this.unit = unit;
        this.names = names;
        this.qualifiedNames = qualifiedNames;
    }

    /** Reads a unit; what comes before a broken entry is kept. */
    static UnitNames read(
            CompilationUnit unit,
            EntryNames names,
            QualifiedNames qualifiedNames,
            Consumer<SymbolException> problems) {
        UnitNames found = new UnitNames(unit, names, qualifiedNames);
        try {
            DieCursor cursor = unit.entries();
            cursor.next();
            while (cursor.next()) {
                found.visit(cursor);
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return found;
    }

    /** The unit's types that have a name. */
    List<NamedEntry> types() {
        return types;
    }

    /** The unit's static variables. */
    List<NamedEntry> variables() {
        return variables;
    }

    /** The unit's enumerators, as the entries of their enumerations. */
    List<NamedEntry> enumerators() {
        return enumerators;
    }

    private void visit(DieCursor cursor) throws SymbolException {
        while (!scopes.isEmpty() && scopes.peek().depth >= cursor.depth()) {
            scopes.pop();
        }
        switch (cursor.abbreviation().tag()) {
            case Tag.NAMESPACE, Tag.MODULE -> {
                Entry entry = new Entry(unit, cursor.read());
                String name = entry.string(Attribute.NAME).orElse(QualifiedNames.ANONYMOUS);
                open(scope(), name, cursor);
            }
            case Tag.STRUCTURE_TYPE,
                    Tag.CLASS_TYPE,
                    Tag.UNION_TYPE,
                    Tag.INTERFACE_TYPE,
                    Tag.ENUMERATION_TYPE ->
                    composite(new Entry(unit, cursor.read()), cursor);
            case Tag.ENUMERATOR -> {
                enumerator(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
            case Tag.BASE_TYPE, Tag.TYPEDEF, Tag.TEMPLATE_ALIAS, Tag.UNSPECIFIED_TYPE -> {
                type(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
            case Tag.VARIABLE -> {
                variable(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
            default -> cursor.skipChildren();
        }
    }

    private void open(String outer, String name, DieCursor cursor) {
        if (cursor.abbreviation().hasChildren()) {
            String path = outer.isEmpty() ? name : outer + unit.language().separator() + name;
            scopes.push(new Scope(path, cursor.depth()));
        }
    }

    private String scope() {
        return scopes.isEmpty() ? "" : scopes.peek().path;
    }

    private void composite(Entry entry, DieCursor cursor) throws SymbolException {
        Optional<String> name = type(entry);
        // C++ and Zig declare types and static variables in types.
        Language language = unit.language();
        boolean nests = language == Language.CPP || language == Language.ZIG;
        if (entry.has(Attribute.SIGNATURE)) {
            cursor.skipChildren(); // its type unit has them, too
        } else if (entry.tag() == Tag.ENUMERATION_TYPE) {
            enumeration = named(entry, name.orElse(""), scope(entry)); // and what is in it follows
        } else if (nests && name.isPresent()) {
            open(scope(entry), name.get(), cursor);
        } else {
            cursor.skipChildren();
        }
    }

    private Optional<String> type(Entry entry) throws SymbolException {
        Optional<String> name = names.name(entry);
        if (name.isPresent()) {
            boolean base = entry.tag() == Tag.BASE_TYPE;
            String known = base ? BaseTypeName.canonical(name.get()) : name.get();
            types.add(named(entry, known, scope(entry)));
        }
        return name;
    }

    /** Where names of enumerators need that of the enumeration, it is part of their path. */
    private void enumerator(Entry entry) throws SymbolException {
        Optional<String> name = entry.string(Attribute.NAME);
        if (name.isPresent() && enumeration != null) {
            boolean scoped = unit.language() == Language.RUST && !enumeration.name().isEmpty();
            enumerators.add(
                    new NamedEntry(
                            name.get(),
                            scoped ? enumeration.qualifiedName() : enumeration.scope(),
                            unit,
                            enumeration.offset(),
                            enumeration.tag(),
                            enumeration.declaration()));
        }
    }

    private void variable(Entry entry) throws SymbolException {
        Optional<String> name = names.name(entry);
        if (name.isPresent()) {
            variables.add(named(entry, name.get(), scope(entry)));
        }
    }

    /** A definition outside of its namespace refers to the declaration inside. */
    private String scope(Entry entry) throws SymbolException {
        return entry.has(Attribute.SPECIFICATION) ? qualifiedNames.scope(entry) : scope();
    }

    private static NamedEntry named(Entry entry, String name, String scope) {
        return new NamedEntry(
                name,
                scope,
                entry.unit(),
                entry.die().offset(),
                entry.tag(),
                entry.flag(Attribute.DECLARATION));
    }
}
