package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

/**
 * An entry by name, to be read when it is wanted.
 *
 * @param name its own name
 * @param scope namespaces, modules and types around it; empty if there are none
 * @param unit in which it lies
 * @param offset of the entry in the unit's section
 * @param tag of the entry
 * @param declaration whether the definition is elsewhere
 */
record NamedEntry(
        String name,
        String scope,
        CompilationUnit unit,
        long offset,
        int tag,
        boolean declaration) {

    String qualifiedName() {
        return scope.isEmpty() ? name : scope + unit.language().separator() + name;
    }

    /** Whether a person who types that name may mean this entry. */
    boolean matches(String wanted) {
        String qualified = qualifiedName();
        return qualified.equals(wanted) || qualified.endsWith(unit.language().separator() + wanted);
    }

    Entry read() throws SymbolException {
        return unit.at(offset);
    }
}
