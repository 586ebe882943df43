package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The static variables that the functions of one unit declare inside of themselves. */
final class UnitStatics {

    private final CompilationUnit unit;
    private final EntryNames names;
    private final List<NamedEntry> found = new ArrayList<>();
    private final Deque<Scope> functions = new ArrayDeque<>();

    private record Scope(String function, int depth) {}

    private UnitStatics(CompilationUnit unit, EntryNames names) {
        this.unit = unit;
        this.names = names;
    }

    /** Reads a unit; what comes before a broken entry is kept. */
    static List<NamedEntry> read(
            CompilationUnit unit, EntryNames names, Consumer<SymbolException> problems) {
        UnitStatics statics = new UnitStatics(unit, names);
        try {
            DieCursor cursor = unit.entries();
            while (cursor.next()) {
                statics.visit(cursor);
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return statics.found;
    }

    private void visit(DieCursor cursor) throws SymbolException {
        while (!functions.isEmpty() && functions.peek().depth >= cursor.depth()) {
            functions.pop();
        }
        Abbreviation shape = cursor.abbreviation();
        if (shape.tag() == Tag.SUBPROGRAM && shape.hasChildren()) {
            Optional<String> name = names.name(new Entry(unit, cursor.read()));
            functions.push(new Scope(name.orElse(""), cursor.depth()));
        } else if (shape.tag() == Tag.VARIABLE
                && shape.indexOf(Attribute.LOCATION) >= 0
                && !functions.isEmpty()) {
            add(new Entry(unit, cursor.read()));
        }
    }

    private void add(Entry entry) throws SymbolException {
        Optional<String> name = names.name(entry);
        if (name.isPresent() && VariableReader.isAddress(entry)) {
            String function = functions.peek().function;
            long offset = entry.die().offset();
            found.add(new NamedEntry(name.get(), function, unit, offset, entry.tag(), false));
        }
    }
}
