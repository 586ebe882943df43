package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.Optional;

/** Finds what an entry leaves to those that it is an instance or the definition of. */
final class EntryNames {

    /** Entries lead to others that have the name; honest chains have three links at most. */
    private static final int MAXIMUM_LINKS = 8;

    private static final int[] LINKS = {Attribute.ABSTRACT_ORIGIN, Attribute.SPECIFICATION};

    private final UnitIndex units;

    EntryNames(UnitIndex units) {
        this.units = units;
    }

    /** The name in the source; empty if there is none. */
    Optional<String> name(Entry entry) throws SymbolException {
        Optional<Entry> named = having(entry, Attribute.NAME);
        return named.isEmpty() ? Optional.empty() : text(named.get(), Attribute.NAME);
    }

    /** The linker's name, if it is recorded. */
    Optional<String> linkageName(Entry entry) throws SymbolException {
        for (int attribute : new int[] {Attribute.LINKAGE_NAME, Attribute.MIPS_LINKAGE_NAME}) {
            Optional<Entry> named = having(entry, attribute);
            if (named.isPresent()) {
                return text(named.get(), attribute);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Entry entry, int attribute) throws SymbolException {
        return entry.string(attribute).filter(text -> !text.isEmpty());
    }

    /** The first entry of the chain that has an attribute (DWARF 5, sections 2.13.2, 3.3.8). */
    Optional<Entry> having(Entry entry, int attribute) throws SymbolException {
        Entry at = entry;
        for (int links = 0; links <= MAXIMUM_LINKS; links++) {
            if (at.has(attribute)) {
                return Optional.of(at);
            }
            Optional<Entry> next = next(at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.empty();
    }

    /** The entry at the end of the chain: what the source declares. */
    Entry declared(Entry entry) throws SymbolException {
        Entry at = entry;
        for (int links = 0; links < MAXIMUM_LINKS; links++) {
            Optional<Entry> next = next(at);
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private Optional<Entry> next(Entry entry) throws SymbolException {
        for (int link : LINKS) {
            Optional<Entry> target = units.follow(entry, link);
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.empty();
    }
}
