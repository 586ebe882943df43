package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.demangle.NamePath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Types or static variables by name, for one unit or for all. Not changed once it is filled.
 *
 * <p>Large programs describe the same type in thousands of units; only some of them are kept.
 */
final class NameIndex {

    /** Entries with the same qualified name that are kept; static ones of several files differ. */
    private static final int SAME = 16;

    private final Map<String, List<NamedEntry>> byName = new HashMap<>();

    /** Generic types by their names without arguments. */
    private final Map<String, Set<String>> generic = new HashMap<>();

    void addAll(List<NamedEntry> entries) {
        entries.forEach(this::add);
    }

    private void add(NamedEntry entry) {
        String key = key(entry.name());
        List<NamedEntry> same = byName.computeIfAbsent(key, k -> new ArrayList<>(1));
        int count = 0;
        for (NamedEntry other : same) {
            count += other.scope().equals(entry.scope()) ? 1 : 0;
        }
        if (count < SAME) {
            same.add(entry);
        } else if (!entry.declaration()) {
            replaceDeclaration(same, entry);
        }
        String plain = NamePath.withoutArguments(key);
        if (!plain.equals(key)) {
            generic.computeIfAbsent(plain, p -> new TreeSet<>()).add(key);
        }
    }

    private static void replaceDeclaration(List<NamedEntry> same, NamedEntry definition) {
        for (int i = 0; i < same.size(); i++) {
            NamedEntry other = same.get(i);
            if (other.declaration() && other.scope().equals(definition.scope())) {
                same.set(i, definition);
                return;
            }
        }
    }

    /** Zig writes the path into the name. */
    static String key(String name) {
        String last = NamePath.tail(name, "::");
        return last.indexOf('.') > 0 ? NamePath.tail(last, ".") : last;
    }

    /**
     * The entries of that name, which may have a path before it or lack its first components;
     * definitions first. A name without arguments means all of a generic type.
     */
    List<NamedEntry> find(String name) {
        List<NamedEntry> found = new ArrayList<>();
        String key = key(name);
        for (NamedEntry entry : byName.getOrDefault(key, List.of())) {
            if (entry.matches(name)) {
                found.add(entry);
            }
        }
        if (found.isEmpty()) {
            String path = name.substring(0, name.length() - key.length());
            for (String full : generic.getOrDefault(key, Set.of())) {
                for (NamedEntry entry : byName.get(full)) {
                    if (entry.matches(path + full)) {
                        found.add(entry);
                    }
                }
            }
        }
        found.sort((a, b) -> Boolean.compare(a.declaration(), b.declaration()));
        return found;
    }

    /** All entries, in no order. */
    List<NamedEntry> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }

    /** All qualified names that start so, sorted. */
    List<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        for (List<NamedEntry> entries : byName.values()) {
            for (NamedEntry entry : entries) {
                String name = entry.qualifiedName();
                if (name.startsWith(prefix)) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }
}
