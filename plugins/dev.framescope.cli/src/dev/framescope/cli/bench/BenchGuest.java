package dev.framescope.cli.bench;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.elf.ElfSegment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The guests, each a bare-metal program for M-mode that does a number of rounds of work. */
enum BenchGuest {
    /** Starts and ends. */
    EMPTY("start and end", 1),
    INTEGER("integer arithmetic in registers", 40_000_000),
    WALK("16 MiB read and written in order, Sv39", 48),
    ALLOCATOR("the sample's frame allocator, Sv39", 400),
    /** As {@link #WALK}, in a machine with a watchpoint where nobody goes. */
    WATCHED("the walk, with a watchpoint on a quiet address", 48),
    /** Calls functions, for {@link DebuggerBench}. */
    DEBUGGED("calls of a small function, not optimized", 1);

    /** Those that do something. */
    static final List<BenchGuest> MEASURED = List.of(INTEGER, WALK, WATCHED, ALLOCATOR);

    private static final String ROUNDS_SYMBOL = "iterations";

    private final String description;
    private final long rounds;

    BenchGuest(String description, long rounds) {
        this.description = description;
        this.rounds = rounds;
    }

    String description() {
        return description;
    }

    /** How many rounds take this machine a second or two. */
    long rounds() {
        return rounds;
    }

    /** Whether the machine is to have a watchpoint on a quiet address. */
    boolean watched() {
        return this == WATCHED;
    }

    String fileName() {
        return (watched() ? WALK : this).name().toLowerCase(Locale.ROOT) + ".elf";
    }

    /** The ELF file, set to do so many rounds. */
    byte[] elf(long roundsToDo) {
        byte[] bytes = read();
        try {
            SymbolFile symbols = SymbolFile.parse(fileName(), bytes);
            OptionalLong address = symbols.symbolAddress(ROUNDS_SYMBOL);
            int offset = fileOffset(symbols, address.orElseThrow());
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, roundsToDo);
            return bytes;
        } catch (SymbolException e) {
            throw new IllegalStateException("the bench guest is broken: " + e.getMessage(), e);
        }
    }

    private static int fileOffset(SymbolFile symbols, long address) {
        for (ElfSegment segment : symbols.elf().segments()) {
            if (segment.loaded() && segment.containsLinkAddress(address)) {
                return Math.toIntExact(segment.offset() + address - segment.vaddr());
            }
        }
        throw new IllegalStateException(ROUNDS_SYMBOL + " is in no segment of the bench guest");
    }

    private byte[] read() {
        try (InputStream in = BenchGuest.class.getResourceAsStream(fileName())) {
            if (in == null) {
                throw new IllegalStateException(fileName() + " is missing from this bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(fileName() + " cannot be read", e);
        }
    }
}
