package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SourceLine;

import java.util.Optional;

/** Reads places in the source from entries (DWARF 5, sections 2.14 and 3.3.8.2). */
final class SourceLines {

    private SourceLines() {}

    /**
     * The place that attributes of an entry tell; empty if they do not.
     *
     * @param column attribute of the column; 0 if it does not matter
     */
    static Optional<SourceLine> of(DebugInfo debug, Entry entry, int file, int line, int column) {
        long number = entry.number(line).orElse(0);
        Optional<UnitLines> lines = debug.linesOf(entry.unit());
        if (number <= 0 || number > Integer.MAX_VALUE || !entry.has(file) || lines.isEmpty()) {
            return Optional.empty();
        }
        String path = lines.get().path((int) entry.number(file).orElse(-1));
        int at = column == 0 ? 0 : (int) entry.number(column).orElse(0);
        return Optional.of(new SourceLine(path, (int) number, at));
    }
}
