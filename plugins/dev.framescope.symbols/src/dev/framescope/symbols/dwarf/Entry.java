package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A debugging information entry and the unit it lies in. Immutable.
 *
 * @param unit the unit, which knows how its values are encoded
 * @param die the entry
 */
record Entry(CompilationUnit unit, Die die) {

    /**
     * What tells entries apart.
     *
     * @param unit the unit
     * @param offset of the entry in the unit's section
     */
    record Key(CompilationUnit unit, long offset) {}

    Key key() {
        return new Key(unit, die.offset());
    }

    int tag() {
        return die.tag();
    }

    boolean has(int attribute) {
        return die.has(attribute);
    }

    /** Whether a flag is there and set. */
    boolean flag(int attribute) {
        return number(attribute).orElse(0) != 0;
    }

    /** The number in a constant; empty if the attribute has none. */
    OptionalLong number(int attribute) {
        return unit.constant(die, attribute);
    }

    /** A string; empty if the attribute has none. */
    Optional<String> string(int attribute) throws SymbolException {
        return unit.string(die, attribute);
    }

    /** The bytes of a block or expression; empty if the attribute has none. */
    Optional<byte[]> block(int attribute) throws SymbolException {
        return unit.block(die, attribute);
    }

    /** The entries directly below. */
    List<Entry> children() throws SymbolException {
        List<Entry> children = new ArrayList<>();
        if (die.hasChildren()) {
            DieCursor cursor = unit.entries(die.offset());
            cursor.next();
            while (cursor.next() && cursor.depth() > 0) {
                children.add(new Entry(unit, cursor.read()));
                cursor.skipChildren();
            }
        }
        return children;
    }
}
