package dev.framescope.symbols;

import dev.framescope.symbols.demangle.Demangler;
import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.dwarf.CallFrameTable;
import dev.framescope.symbols.dwarf.DebugInfo;
import dev.framescope.symbols.dwarf.FrameRules;
import dev.framescope.symbols.dwarf.Lazy;
import dev.framescope.symbols.dwarf.LineTable;
import dev.framescope.symbols.dwarf.ProgramScopes;
import dev.framescope.symbols.dwarf.UnitLines;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.ElfSymbol;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.InlinedPlace;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What an ELF file says about its program: functions, source lines and symbols by link address.
 *
 * <p>All addresses are link addresses (the virtual addresses the program is linked at). Debug
 * information is read on demand; any thread may ask. Broken debug information never makes an answer
 * fail: what is readable is used, and {@link #problems()} tells what was not.
 */
public final class SymbolFile {

    private final ElfFile elf;
    private final Problems problems;
    private final SymbolTable symbols;
    private final Lazy<DebugInfo> debug;
    private final Lazy<ProgramScopes> scopes;
    private final Lazy<FunctionTable> functions;
    private final Lazy<SourceIndex> sources;
    private final Lazy<CallFrameTable> frames;

    /**
     * @param elf the program
     * @param described the file with the debug information, which may be another
     */
    private SymbolFile(ElfFile elf, ElfFile described, Problems problems) {
        this.elf = elf;
        this.problems = problems;
        symbols = new SymbolTable(described.symbols().isEmpty() ? elf : described);
        debug = new Lazy<>(() -> new DebugInfo(described, problems));
        scopes = new Lazy<>(() -> new ProgramScopes(debug.get(), this::symbolAddress, problems));
        functions = new Lazy<>(() -> new FunctionTable(debug.get(), symbols));
        sources = new Lazy<>(() -> new SourceIndex(debug.get()));
        // Stripping leaves .eh_frame in the program and moves .debug_frame away.
        boolean moved = described.debugSection(".debug_frame").isPresent();
        ElfFile withFrames = moved ? described : elf;
        frames = new Lazy<>(() -> new CallFrameTable(withFrames, problems));
    }

    /**
     * Opens an ELF file, and the one that has its debug information if that was split off and lies
     * beside it ({@code objcopy --add-gnu-debuglink}). It stays open until nobody refers to the
     * result any more, and is not read as a whole. If it is replaced or deleted, the file that was
     * opened is read on (see {@link #isOutdated}); if it is written to in place, what has not been
     * read by then is missing, and {@link #problems} says why.
     *
     * @throws IOException if the file cannot be read
     * @throws SymbolException if it is no little-endian ELF64 file or its tables are broken
     */
    public static SymbolFile open(Path path) throws IOException, SymbolException {
        ElfFile elf = ElfFile.open(path);
        Problems problems = new Problems();
        ElfFile described = SeparateDebugFile.of(path, elf, problems).orElse(elf);
        return new SymbolFile(elf, described, problems);
    }

    /**
     * Opens an ELF file that is in memory.
     *
     * @param name what messages call the file
     * @param bytes the content; not copied, so not to be changed afterwards
     * @throws SymbolException if it is no little-endian ELF64 file or its tables are broken
     */
    public static SymbolFile parse(String name, byte[] bytes) throws SymbolException {
        return of(ElfFile.parse(name, bytes));
    }

    /** What an ELF file that is open already says. */
    public static SymbolFile of(ElfFile elf) {
        return new SymbolFile(elf, elf, new Problems());
    }

    /**
     * Whether the file on disk is another than the one that was opened: changed, replaced by a new
     * build, or gone. Looks at the file system; never so for a file that was in memory.
     */
    public boolean isOutdated() {
        return elf.isOutdated();
    }

    /** What messages call the file: its path. */
    public String name() {
        return elf.name();
    }

    /** The ELF file below. */
    public ElfFile elf() {
        return elf;
    }

    /** All functions with code in the program, by ascending address. */
    public List<Function> functions() {
        return Collections.unmodifiableList(functions.get().all());
    }

    /**
     * The functions of that name, by ascending address; of those in several pieces only the one
     * that is entered. Matches the name, the linkage name, and for names with a path (Rust, C++)
     * their last components: {@code alloc_frame} and {@code frame_allocator::alloc_frame}.
     */
    public List<Function> functions(String name) {
        return functions.get().named(name);
    }

    /** The function whose code is at the address; the innermost where they overlap. */
    public Optional<Function> functionAt(long linkAddress) {
        return FunctionTable.at(debug.get(), linkAddress).or(() -> symbols.functionAt(linkAddress));
    }

    /** The address as text for a person: {@code allocFrame+0x1c}, or {@code 0x80200000}. */
    public String describe(long linkAddress) {
        Optional<Function> function = functionAt(linkAddress);
        if (function.isPresent()) {
            return describe(function.get().name(), linkAddress - function.get().low());
        }
        return symbolAt(linkAddress)
                .map(s -> describe(Demangler.readable(s.name()), linkAddress - s.value()))
                .orElseGet(() -> "0x" + Long.toHexString(linkAddress));
    }

    private static String describe(String name, long offset) {
        return offset == 0 ? name : name + "+0x" + Long.toHexString(offset);
    }

    /** The value of the defined symbol of that name; a global one before a local one. */
    public OptionalLong symbolAddress(String name) {
        Optional<ElfSymbol> symbol = symbols.named(name);
        return symbol.isPresent() ? OptionalLong.of(symbol.get().value()) : OptionalLong.empty();
    }

    /** The symbol (function, object or label) at the address, or the nearest before it. */
    public Optional<ElfSymbol> symbolAt(long linkAddress) {
        return symbols.at(linkAddress);
    }

    /** The source line of the instruction at the address; empty if it belongs to none. */
    public Optional<SourceLine> lineAt(long linkAddress) {
        return debug.get().linesAt(linkAddress).flatMap(lines -> lineAt(lines, linkAddress));
    }

    private static Optional<SourceLine> lineAt(UnitLines lines, long linkAddress) {
        LineTable table = lines.table();
        int row = table.rowAt(linkAddress);
        if (table.line(row) == 0) {
            return Optional.empty();
        }
        String file = lines.path(table.file(row));
        return Optional.of(new SourceLine(file, table.line(row), table.column(row)));
    }

    /** The longest contiguous run of code around the address with the same file and line. */
    public Optional<LineRange> lineRangeAt(long linkAddress) {
        Optional<UnitLines> lines = debug.get().linesAt(linkAddress);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        AddressRange run = lines.get().table().sameLineAround(linkAddress);
        return lineAt(lines.get(), run.low())
                .map(line -> new LineRange(run.low(), run.high(), line));
    }

    /**
     * Where to stop for a source line: the start of each contiguous block of its code, ascending. A
     * line without code slides forward to the next line of the same file that has some. Where a
     * block starts a function, the place is after the prologue, as for {@link #breakpointAddress}.
     *
     * @param file a path, matched by its last components ({@code memory.c}, {@code
     *     kernel/memory.c}), or an absolute path
     * @param line line number from 1
     * @return link addresses; empty if the file is unknown or has no code from that line on
     */
    public List<Long> addressesOf(String file, int line) {
        return sources.get().addressesOf(file, line).stream().map(this::afterPrologue).toList();
    }

    private long afterPrologue(long linkAddress) {
        return functionAt(linkAddress)
                .filter(function -> function.low() == linkAddress)
                .map(this::breakpointAddress)
                .orElse(linkAddress);
    }

    /** Where to stop in a function: after its prologue, when the arguments are in place. */
    public long breakpointAddress(Function function) {
        long low = function.low();
        AddressRange range = new AddressRange(low, function.high());
        boolean describedThroughout =
                debug.get().unitsAt(low).stream()
                        .limit(1)
                        .anyMatch(unit -> unit.isAssembly() || unit.describesPrologues());
        Optional<UnitLines> lines = debug.get().linesAt(low);
        return lines.isEmpty()
                ? low
                : new Prologue(lines.get().table(), range, this::code).end(describedThroughout);
    }

    /** The program's instructions from an address on, to the end of their section. */
    private Optional<ByteReader> code(long linkAddress) {
        try {
            for (ElfSection section : elf.sections()) {
                if (section.contains(linkAddress) && section.hasContent()) {
                    long offset = linkAddress - section.address();
                    return Optional.of(elf.reader(section).at(offset));
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return Optional.empty();
    }

    /**
     * How to find the caller's registers while a hart is at the link address; empty where the file
     * has no call frame information for it (assembly code, stripped files).
     */
    public Optional<FrameRules> frameRulesAt(long linkAddress) {
        return frames.get().rulesAt(linkAddress);
    }

    /** All source files with code, sorted, as {@link SourceLine#file()} gives them. */
    public List<String> sourceFiles() {
        return sources.get().filesWithCode();
    }

    /**
     * The functions at an instruction: those inlined there, the innermost first, and last the one
     * whose code it is. Each has the variables that are visible there. Reads one unit.
     *
     * @return empty where there is no debug information
     */
    public List<CodeScope> scopesAt(long linkAddress) {
        return scopes.get().scopesAt(linkAddress);
    }

    /** The source language of the code at the address. */
    public Language languageAt(long linkAddress) {
        return scopes.get().languageAt(linkAddress);
    }

    /**
     * The static variables of that name, as for {@link #variables(String)}. Those of the unit at
     * the address hide others, so that a file's own {@code static} is meant in its functions.
     *
     * @param linkAddress of the code where the question is asked
     */
    public List<Variable> variables(String name, long linkAddress) {
        return scopes.get().variables(name, OptionalLong.of(linkAddress));
    }

    /**
     * The static variables of that name: plain, or qualified by namespaces or modules, of which the
     * first may be left out; those defined in the program before those only declared. Where there
     * are none, those that functions declare inside, with the function's name before it or not.
     * Reads all units when asked first.
     */
    public List<Variable> variables(String name) {
        return scopes.get().variables(name, OptionalLong.empty());
    }

    /**
     * The static variables that the source around an address defines or declares, by name. Does not
     * read the whole program.
     */
    public List<Variable> variablesAround(long linkAddress) {
        return scopes.get().variablesAround(linkAddress);
    }

    /** The qualified names of static variables that start with the prefix, sorted. */
    public List<String> globalNames(String prefix) {
        return scopes.get().globalNames(prefix);
    }

    /**
     * The types of that name, as for {@link #types(String)}. Those of the unit at the address hide
     * others.
     *
     * @param linkAddress of the code where the question is asked
     */
    public List<Type> types(String name, long linkAddress) {
        return scopes.get().types(name, OptionalLong.of(linkAddress));
    }

    /**
     * The types of that name, each once: as {@link Type#name} gives it, or without its keyword
     * ({@code struct}), or without its first namespaces or modules; without its arguments it means
     * all of a generic type. Integer types of C have all their names. Defined types come before
     * those only declared. Reads all units when asked first.
     */
    public List<Type> types(String name) {
        return scopes.get().types(name, OptionalLong.empty());
    }

    /**
     * The enumerations with an enumerator of that name: plain, or qualified by namespaces or
     * modules, of which the first may be left out. Those of the unit at the address hide others.
     *
     * @param linkAddress of the code where the question is asked; empty for the whole program
     */
    public List<EnumType> enumerations(String enumerator, OptionalLong linkAddress) {
        return scopes.get().enumerations(enumerator, linkAddress);
    }

    /**
     * The type whose vtable is at an address: what a trait object ({@code dyn}) of Rust with that
     * vtable is. Reads the units that refer to the address.
     */
    public Optional<Type> vtableType(long linkAddress) {
        return scopes.get().vtableType(linkAddress);
    }

    /** The functions with code one of whose names contains a match of the expression. */
    public List<Function> functions(Pattern name) {
        return functions.get().entered().stream()
                .filter(function -> FunctionName.contains(function, name))
                .toList();
    }

    /**
     * Where functions of that name have been inlined, matched as by {@link #functions(String)}, by
     * ascending address.
     */
    public List<InlinedPlace> inlinedPlaces(String name) {
        Predicate<Function> wanted = function -> FunctionName.matches(function, name);
        return scopes.get().inlinedPlaces(FunctionName.key(name), wanted);
    }

    /** Where functions have been inlined one of whose names contains a match of the expression. */
    public List<InlinedPlace> inlinedPlaces(Pattern name) {
        return scopes.get().inlinedPlaces(function -> FunctionName.contains(function, name));
    }

    /** What could not be read so far, one message each; grows as more is read. */
    public List<String> problems() {
        return problems.messages();
    }
}
