package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The line table of one unit and the paths of its files, read when first asked for.
 *
 * <p>Any thread may use it.
 */
public final class UnitLines {

    /** Stands for a file whose path is not recorded or makes no sense. */
    static final String UNKNOWN = "?";

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
        Optional<LineProgramHeader> read = header.get();
        int first = read.isPresent() && read.get().encoding().version() < 5 ? 1 : 0;
        int count = read.map(h -> h.files().size()).orElse(0);
        return LongStream.range(first, (long) first + count).mapToObj(n -> (int) n).toList();
    }

    /** The path of a file by its number, joined with its directories and normalised. */
    public String path(int file) {
        return paths.computeIfAbsent(file, this::readPath);
    }

    private String readPath(int file) {
        Optional<LineProgramHeader> read = header.get();
        String path = read.map(h -> h.path(file, directory)).orElse(UNKNOWN);
        return budget.spend(path.length()) ? path : UNKNOWN;
    }
}
