package dev.framescope.debugger.disassembly;

import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.LineRange;
import dev.framescope.symbols.elf.ElfSymbol;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds where instructions begin. Where instructions have two lengths, memory cannot be read
 * backwards: one has to begin at an address that is known to start an instruction and to go forward
 * from there. Symbols and lines of the line table are such addresses; where there are none, of the
 * two ways to read the bytes before an address the one is taken that leads to it and has fewer
 * undefined instructions.
 *
 * @param bytes what is disassembled
 * @param names what is known of it
 */
record SyncPoints(CodeBytes bytes, CodeNames names) {
    /** After so many bytes, nearly every wrong start has fallen into step with the right one. */
    private static final int RUN_UP = 64;

    /**
     * The start of the instruction that an address is in, or of the first after it that can be
     * told.
     *
     * @param anchor a later address that is known to start an instruction; the same address if none
     *     is
     */
    long startAtOrBefore(long address, long anchor) {
        long even = address & ~1L;
        OptionalLong known = known(even);
        if (known.isPresent()) {
            return lastStartUpTo(known.getAsLong(), even);
        }
        return guess(even, anchor);
    }

    /** The nearest address at or before this one at which symbols say that something begins. */
    private OptionalLong known(long address) {
        Optional<CodeNames.Place> place = names.at(address);
        if (place.isEmpty()) {
            return OptionalLong.empty();
        }
        long link = place.get().link();
        long nearest = -1;
        Optional<LineRange> line = place.get().symbols().lineRangeAt(link);
        Optional<Function> function = place.get().symbols().functionAt(link);
        Optional<ElfSymbol> symbol = place.get().symbols().symbolAt(link);
        nearest = nearer(nearest, line.isPresent(), link - line.map(LineRange::low).orElse(0L));
        nearest =
                nearer(
                        nearest,
                        function.isPresent(),
                        link - function.map(Function::low).orElse(0L));
        nearest =
                nearer(nearest, symbol.isPresent(), link - symbol.map(ElfSymbol::value).orElse(0L));
        boolean usable =
                nearest >= 0
                        && (nearest & 1) == 0
                        && bytes.covers(address - nearest)
                        && bytes.isReadable(address - nearest);
        return usable ? OptionalLong.of(address - nearest) : OptionalLong.empty();
    }

    private static long nearer(long nearest, boolean known, long distance) {
        return known && distance >= 0 && (nearest < 0 || distance < nearest) ? distance : nearest;
    }

    private long lastStartUpTo(long from, long address) {
        long at = from;
        while (true) {
            long next = at + lengthAt(at);
            if (Long.compareUnsigned(next, address) > 0) {
                return at;
            }
            at = next;
        }
    }

    private int lengthAt(long at) {
        return bytes.isReadable(at, 2) ? Decoder.length(bytes.half(at)) : 2;
    }

    /** Tries the starts before an address, furthest first. */
    private long guess(long address, long anchor) {
        long first = address;
        while (address - first < RUN_UP && bytes.covers(first - 2) && bytes.isReadable(first - 2)) {
            first -= 2;
        }
        long best = anchor;
        int bestFaults = Integer.MAX_VALUE;
        for (long start = first; start - first <= 2 && start != anchor; start += 2) {
            long through = lastStartUpTo(start, address);
            boolean meets = anchor == address || lastStartUpTo(through, anchor) == anchor;
            int faults = faults(start, anchor) + (meets ? 0 : RUN_UP);
            if (faults < bestFaults) {
                best = through;
                bestFaults = faults;
            }
        }
        return best;
    }

    private int faults(long from, long to) {
        int count = 0;
        for (long at = from; at != to && Long.compareUnsigned(at, to) < 0; at += lengthAt(at)) {
            int length = lengthAt(at);
            if (!bytes.isReadable(at, length)) {
                return count;
            }
            int bits = length == 2 ? bytes.half(at) : bytes.word(at);
            count += (Decoder.decode(bits) & Decoder.OP_MASK) == Op.ILLEGAL ? 1 : 0;
        }
        return count;
    }
}
