package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.scope.Language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Puts the namespaces, modules and types before a name. Any thread may use it. */
final class QualifiedNames {

    /** What GDB and compilers call a namespace without a name. */
    static final String ANONYMOUS = "(anonymous namespace)";

    /** Type units lie in types that others describe; honest ones a few deep. */
    private static final int MAXIMUM_LINKS = 16;

    private final UnitIndex units;
    private final EntryNames names;
    private final Consumer<SymbolException> problems;
    private final Map<CompilationUnit, Outline> outlines = new ConcurrentHashMap<>();

    QualifiedNames(UnitIndex units, EntryNames names, Consumer<SymbolException> problems) {
        this.units = units;
        this.names = names;
        this.problems = problems;
    }

    /** The name of an entry with what it lies in before it; C has nothing there. */
    String qualify(Entry entry, String name) throws SymbolException {
        String scope = scope(entry);
        return scope.isEmpty() ? name : scope + entry.unit().language().separator() + name;
    }

    /** What an entry lies in; empty if nothing or a function, whose parts have no path. */
    String scope(Entry entry) throws SymbolException {
        return scope(entry, 0);
    }

    private String scope(Entry entry, int links) throws SymbolException {
        Language language = entry.unit().language();
        if (language == Language.C || language == Language.ASSEMBLY || links > MAXIMUM_LINKS) {
            return "";
        }
        Entry declared = names.declared(entry);
        CompilationUnit unit = declared.unit();
        Outline outline = outlines.computeIfAbsent(unit, u -> Outline.read(u, problems));
        Deque<String> parts = new ArrayDeque<>();
        for (long offset : outline.around(declared.die().offset())) {
            Entry around = unit.at(offset);
            Optional<Entry> described = units.follow(around, Attribute.SIGNATURE);
            Optional<String> part = part(described.orElse(around));
            if (part.isEmpty()) {
                break;
            }
            parts.push(part.get());
            if (described.isPresent()) {
                // A type unit knows where its type lies.
                String outer = scope(described.get(), links + 1);
                if (!outer.isEmpty()) {
                    parts.push(outer);
                }
                break;
            }
        }
        return String.join(language.separator(), parts);
    }

    private Optional<String> part(Entry around) throws SymbolException {
        if (around.tag() == Tag.SUBPROGRAM) {
            return Optional.empty();
        }
        Optional<String> name = names.name(around);
        return name.isPresent() || around.tag() != Tag.NAMESPACE ? name : Optional.of(ANONYMOUS);
    }
}
