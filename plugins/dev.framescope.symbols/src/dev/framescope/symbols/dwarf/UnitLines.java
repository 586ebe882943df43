package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The line table of one unit and the paths of its files, read when first asked for.
 *
 * <p>Any thread may use it.
 */
public final class UnitLines {

    private final String directory;
    private final Budget budget;
    private final Lazy<Optional<LineProgramHeader>> header;
    private final Lazy<LineTable> table;
    private final Map<Integer, String> paths = new ConcurrentHashMap<>();

    /**
     * @param offset where the line program is in {@code .debug_line}
     * @param directory the compilation directory; empty if it is not known
     */
    UnitLines(
            DwarfSections sections,
            long offset,
            String directory,
            Consumer<SymbolException> problems) {
        this.directory = directory;
        budget = sections.budget();
        header =
                Lazy.reading(
                        () -> Optional.of(LineProgramHeader.read(sections, offset)),
                        Optional.empty(),
                        problems);
        table = Lazy.reading(() -> readTable(sections, problems), LineTable.EMPTY, problems);
    }

    private LineTable readTable(DwarfSections sections, Consumer<SymbolException> problems)
            throws SymbolException {
        Optional<LineProgramHeader> read = header.get();
        return read.isPresent() ? LineProgram.run(read.get(), sections, problems) : LineTable.EMPTY;
    }

    /** The rows; none if the program cannot be read. */
    public LineTable table() {
        return table.get();
    }

    /** The numbers under which the rows may name files. */
    public List<Integer> files() {
        return header.get().map(LineProgramHeader::tables).stream()
                .flatMapToInt(t -> IntStream.range(t.firstFile(), t.firstFile() + t.files().size()))
                .boxed()
                .toList();
    }

    /** The path of a file by its number, joined with its directories and normalised. */
    public String path(int file) {
        return paths.computeIfAbsent(file, this::readPath);
    }

    private String readPath(int file) {
        Optional<LineProgramHeader> read = header.get();
        if (read.isEmpty()) {
            return LineFileTables.UNKNOWN;
        }
        String path = read.get().tables().path(file, directory);
        return budget.spend(path.length()) ? path : LineFileTables.UNKNOWN;
    }
}
