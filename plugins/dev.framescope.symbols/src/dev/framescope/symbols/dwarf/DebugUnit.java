package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.dwarf.SubprogramReader.UnitCode;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known about the code of one compilation unit; its entries are read when first asked for.
 *
 * <p>Any thread may use it.
 */
public final class DebugUnit {

    private final CompilationUnit unit;
    private final UnitLines lines;
    private final Lazy<List<AddressRange>> ranges;
    private final Lazy<UnitCode> code;
    private final Lazy<Boolean> gcc;

    DebugUnit(
            CompilationUnit unit,
            UnitIndex units,
            UnitLines lines,
            Consumer<SymbolException> problems) {
        this.unit = unit;
        this.lines = lines;
        ranges =
                Lazy.reading(
                        () -> unit.ranges(unit.root(), unit.sections().budget()),
                        List.of(),
                        problems);
        code =
                Lazy.reading(
                        () -> SubprogramReader.read(unit, units, problems),
                        UnitCode.NONE,
                        problems);
        gcc = Lazy.reading(() -> unit.producer().startsWith("GNU "), false, problems);
    }

    /** The addresses of the unit's code; none if they are not recorded. */
    List<AddressRange> ranges() {
        return ranges.get();
    }

    /** The unit's functions, in the order of the file. */
    public List<Subprogram> subprograms() {
        return code.get().subprograms();
    }

    /** The function of the unit at that link address; the innermost where they overlap. */
    public Optional<Subprogram> subprogramAt(long linkAddress) {
        return Optional.ofNullable(code.get().index().innermostAt(linkAddress));
    }

    /** The entry of the function at that link address; the innermost where they overlap. */
    Optional<Entry> functionEntryAt(long linkAddress) throws SymbolException {
        Long offset = code.get().entries().innermostAt(linkAddress);
        return offset == null ? Optional.empty() : Optional.of(unit.at(offset));
    }

    /** The unit's entries. */
    CompilationUnit entries() {
        return unit;
    }

    /** The unit's line table. */
    public Optional<UnitLines> lines() {
        return Optional.ofNullable(lines);
    }

    /** Whether the source is in assembly language. */
    public boolean isAssembly() {
        return unit.isAssembly();
    }

    /**
     * Whether variables can be found everywhere in a function, its prologue included: GCC's
     * location lists say so, other compilers' and expressions that hold throughout do not.
     */
    public boolean describesPrologues() {
        return gcc.get() && code.get().hasLocationLists();
    }
}
