package dev.framescope.symbols;

import dev.framescope.symbols.dwarf.DebugInfo;
import dev.framescope.symbols.dwarf.LineTable;
import dev.framescope.symbols.dwarf.LineTable.Rows;
import dev.framescope.symbols.dwarf.SourcePath;
import dev.framescope.symbols.dwarf.UnitLines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The source files of a program, and the code of their lines. Immutable. */
final class SourceIndex {

    /** A file of one line table; the same path may have several numbers there. */
    private record Use(UnitLines lines, Set<Integer> files) {}

    private final Map<String, List<Use>> byPath = new HashMap<>();

    SourceIndex(DebugInfo debug) {
        for (UnitLines lines : debug.lines()) {
            Map<String, Set<Integer>> numbers = new HashMap<>();
            for (int file : lines.files()) {
                numbers.computeIfAbsent(lines.path(file), p -> new HashSet<>()).add(file);
            }
            numbers.forEach(
                    (path, files) ->
                            byPath.computeIfAbsent(path, p -> new ArrayList<>())
                                    .add(new Use(lines, files)));
        }
    }

    /** The files that have code, sorted. */
    List<String> filesWithCode() {
        Set<UnitLines> tables = new LinkedHashSet<>();
        byPath.values().forEach(uses -> uses.forEach(use -> tables.add(use.lines)));
        Set<String> paths = new TreeSet<>();
        for (UnitLines lines : tables) {
            Set<Integer> files = new HashSet<>();
            for (Rows rows : lines.table().sequences()) {
                for (int row = rows.first(); row < rows.end(); row++) {
                    files.add(lines.table().file(row));
                }
            }
            files.forEach(file -> paths.add(lines.path(file)));
        }
        return List.copyOf(paths);
    }

    /** Where the blocks of a line start, or those of the next line that has code; ascending. */
    List<Long> addressesOf(String file, int line) {
        List<Use> uses = new ArrayList<>();
        for (String path : matching(SourcePath.normalise(file))) {
            uses.addAll(byPath.get(path));
        }
        int found = Integer.MAX_VALUE;
        for (Use use : uses) {
            found = Math.min(found, nextLineWithCode(use, line));
        }
        Set<Long> addresses = new TreeSet<>(Long::compareUnsigned);
        for (Use use : uses) {
            addBlocks(use, found, addresses);
        }
        return List.copyOf(addresses);
    }

    /**
     * The recorded paths that a person's path means: those that end with it; else, as sources move
     * between the build and the debugger, those that have most of their end in common with it.
     */
    private Collection<String> matching(String wanted) {
        List<String> ending =
                byPath.keySet().stream().filter(p -> SourcePath.endsWith(p, wanted)).toList();
        if (!ending.isEmpty() || !SourcePath.isAbsolute(wanted)) {
            return ending;
        }
        List<String> best = new ArrayList<>();
        int most = 1;
        for (String path : byPath.keySet()) {
            int common = SourcePath.commonEnd(path, wanted);
            if (common > most) {
                best.clear();
                most = common;
            }
            if (common == most) {
                best.add(path);
            }
        }
        return best;
    }

    private static int nextLineWithCode(Use use, int line) {
        LineTable table = use.lines.table();
        int found = Integer.MAX_VALUE;
        for (Rows rows : table.sequences()) {
            for (int row = rows.first(); row < rows.end(); row++) {
                int candidate = table.line(row);
                boolean suits = candidate >= line && candidate > 0 && candidate < found;
                if (suits && table.isStatement(row) && use.files.contains(table.file(row))) {
                    found = candidate;
                }
            }
        }
        return found;
    }

    /** Adds the first statement of each run of rows of the line. */
    private static void addBlocks(Use use, int line, Set<Long> addresses) {
        LineTable table = use.lines.table();
        for (Rows rows : table.sequences()) {
            boolean taken = false;
            for (int row = rows.first(); row < rows.end(); row++) {
                boolean inLine = table.line(row) == line && use.files.contains(table.file(row));
                if (inLine && !taken && table.isStatement(row)) {
                    addresses.add(table.address(row));
                    taken = true;
                }
                taken &= inLine;
            }
        }
    }
}
