package dev.framescope.debugger.disassembly;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Disassembler;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes of a program as lines. The lines of an address depend on little around it only, so that a
 * listing can be continued in both directions: {@code of(bytes, names, a, b)} and {@code of(bytes,
 * names, b, c)} are together {@code of(bytes, names, a, c)} wherever an instruction begins at b.
 */
public final class Listing {
    /** As many lines without code are shown above the next one with code. */
    private static final int MAX_SOURCE_LINES = 12;

    private final CodeBytes bytes;
    private final CodeNames names;
    private final List<DisassemblyLine> lines = new ArrayList<>();

    private Listing(CodeBytes bytes, CodeNames names) {
        this.bytes = bytes;
        this.names = names;
    }

    /**
     * The lines of all instructions that begin in a range, and of what cannot be read in it.
     *
     * @param bytes what is disassembled; should reach some 100 bytes further than the range in both
     *     directions
     * @param low where an instruction begins, see {@link #startOf}
     * @param high after the last that is wanted; the last instruction may reach beyond it
     */
    public static List<DisassemblyLine> of(CodeBytes bytes, CodeNames names, long low, long high) {
        Listing listing = new Listing(bytes, names);
        listing.read(low, high);
        return List.copyOf(listing.lines);
    }

    /**
     * The start of the instruction that an address is in, as far as it can be told.
     *
     * @param anchor an address after it at which an instruction begins, such as that of a stack
     *     frame's; the address itself if none is known
     */
    public static long startOf(CodeBytes bytes, CodeNames names, long address, long anchor) {
        return new SyncPoints(bytes, names).startAtOrBefore(address, anchor);
    }

    private void read(long low, long high) {
        Instruction before = before(low);
        long at = low;
        while (bytes.covers(at) && Long.compareUnsigned(at, high) < 0) {
            if (!bytes.isReadable(at, 2)) {
                long end = Math.max(at + 2, bytes.endOfProblem(at));
                lines.add(new DisassemblyLine.Unmapped(at, end, bytes.problem(at)));
                before = null;
                at = end;
            } else {
                before = instruction(before, at);
                at = before.next();
            }
        }
    }

    /** The instruction that ends where the listing begins; null if that cannot be told. */
    private Instruction before(long low) {
        if (!bytes.isReadable(low - 2, 2)) {
            return null;
        }
        long start = new SyncPoints(bytes, names).startAtOrBefore(low - 2, low);
        int length = bytes.isReadable(start, 2) ? lengthAt(start) : 0;
        return start + length == low ? new Instruction(start, Decoder.decode(bits(start))) : null;
    }

    private Instruction instruction(Instruction before, long at) {
        Optional<CodeNames.Place> place = names.at(at);
        place.ifPresent(p -> heading(p, at));
        int length = lengthAt(at);
        int bits = bits(at);
        Instruction decoded =
                new Instruction(
                        at, length == 2 ? Decoder.decode(bits & 0xffff) : Decoder.decode(bits));
        String text = text(at, length, bits);
        int blank = text.indexOf(' ');
        lines.add(
                new DisassemblyLine.Code(
                        at,
                        length,
                        bits,
                        place.map(p -> OptionalLong.of(p.link())).orElse(OptionalLong.empty()),
                        bytes.physical(at),
                        names.describe(at).orElse(""),
                        blank < 0 ? text : text.substring(0, blank),
                        blank < 0 ? "" : text.substring(blank + 1),
                        reference(before, decoded)));
        return length == decoded.next() - at
                ? decoded
                : new Instruction(at, Decoder.illegal(bits & ~3));
    }

    private static String text(long at, int length, int bits) {
        return length == 2 && Decoder.length(bits) == 4
                ? ".2byte 0x" + Integer.toHexString(bits)
                : Disassembler.disassemble(at, bits);
    }

    /** A symbol in the middle of what looks like a long instruction shows that it is none. */
    private int lengthAt(long at) {
        int length = Decoder.length(bytes.half(at));
        boolean cut = length == 4 && (!bytes.isReadable(at + 2, 2) || isFunctionStart(at + 2));
        return cut ? 2 : length;
    }

    private boolean isFunctionStart(long address) {
        return names.at(address)
                .flatMap(p -> p.symbols().functionAt(p.link()).filter(f -> f.low() == p.link()))
                .isPresent();
    }

    private int bits(long at) {
        return lengthAt(at) == 2 ? bytes.half(at) : bytes.word(at);
    }

    private void heading(CodeNames.Place place, long at) {
        label(place).ifPresent(name -> lines.add(new DisassemblyLine.Label(at, name)));
        source(place, at).ifPresent(lines::add);
    }

    private static Optional<String> label(CodeNames.Place place) {
        SymbolFile symbols = place.symbols();
        return symbols.functionAt(place.link())
                .filter(function -> function.low() == place.link())
                .map(Function::name)
                .or(
                        () ->
                                symbols.symbolAt(place.link())
                                        .filter(symbol -> symbol.value() == place.link())
                                        .map(ElfSymbol::name));
    }

    /** The source of an instruction that belongs to another line than the one before it. */
    private static Optional<DisassemblyLine> source(CodeNames.Place place, long at) {
        SymbolFile symbols = place.symbols();
        Optional<SourceLine> line = lineAt(symbols, place.link());
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Optional<Function> function = symbols.functionAt(place.link());
        boolean entered = function.filter(f -> f.low() == place.link()).isPresent();
        Optional<SourceLine> before =
                entered ? Optional.empty() : lineAt(symbols, place.link() - 1);
        if (before.filter(b -> isSameLine(b, line.get())).isPresent()) {
            return Optional.empty();
        }
        int last = line.get().line();
        int first =
                before.filter(b -> b.file().equals(line.get().file()))
                        .map(b -> b.line() + 1)
                        .filter(next -> next <= last && last - next < MAX_SOURCE_LINES)
                        .orElse(last);
        return Optional.of(new DisassemblyLine.Source(at, first, line.get()));
    }

    private static Optional<SourceLine> lineAt(SymbolFile symbols, long link) {
        return symbols.lineAt(link).filter(line -> line.line() > 0);
    }

    private static boolean isSameLine(SourceLine a, SourceLine b) {
        return a.line() == b.line() && a.file().equals(b.file());
    }

    private Optional<DisassemblyLine.Reference> reference(Instruction before, Instruction at) {
        OptionalLong target = References.target(before, at);
        if (target.isPresent()) {
            return Optional.of(reference(target.getAsLong(), true));
        }
        OptionalLong data = References.data(before, at);
        return data.isPresent()
                ? Optional.of(reference(data.getAsLong(), false))
                : Optional.empty();
    }

    private DisassemblyLine.Reference reference(long address, boolean code) {
        return new DisassemblyLine.Reference(address, names.describe(address).orElse(""), code);
    }
}
