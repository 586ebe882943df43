package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;
import dev.framescope.symbols.type.Type;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds whose methods a vtable of Rust has: rustc describes each vtable as a variable, whose type
 * names the type that it was made for as the one that contains it (DWARF 5, section 5.7.1). Any
 * thread may use it.
 */
final class VtableReader {

    private static final int KEPT = 64;
    private static final int CHUNK = 1 << 16;

    private final UnitIndex units;
    private final TypeReader types;
    private final Consumer<SymbolException> problems;
    private final Map<Long, Optional<Type>> known = new Recent<>(KEPT);

    VtableReader(UnitIndex units, TypeReader types, Consumer<SymbolException> problems) {
        this.units = units;
        this.types = types;
        this.problems = problems;
    }

    /** The type whose vtable is at an address; empty if none is known to be there. */
    synchronized Optional<Type> typeOf(long linkAddress) {
        return known.computeIfAbsent(linkAddress, this::search);
    }

    /** Reads only the units that have the bytes of the address. */
    private Optional<Type> search(long linkAddress) {
        byte[] operation = new byte[1 + Long.BYTES];
        ByteBuffer.wrap(operation)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) Operation.ADDR)
                .putLong(linkAddress);
        List<CompilationUnit> candidates =
                units.units().parallelStream().filter(unit -> has(unit, operation)).toList();
        for (CompilationUnit unit : candidates) {
            Optional<Type> type = in(unit, operation);
            if (type.isPresent()) {
                return type;
            }
        }
        return Optional.empty();
    }

    private boolean has(CompilationUnit unit, byte[] wanted) {
        try {
            ByteReader in = unit.bytes();
            while (in.remaining() >= wanted.length) {
                byte[] chunk = in.bytes(Math.min(CHUNK, in.remaining()));
                for (int i = 0; i + wanted.length <= chunk.length; i++) {
                    if (Arrays.equals(chunk, i, i + wanted.length, wanted, 0, wanted.length)) {
                        return true;
                    }
                }
                // What is cut off by the end of the chunk is whole in the next one.
                if (in.remaining() > 0) {
                    in.seek(in.offset() - wanted.length + 1);
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return false;
    }

    private Optional<Type> in(CompilationUnit unit, byte[] location) {
        try {
            DieCursor cursor = unit.entries();
            while (cursor.next()) {
                Abbreviation shape = cursor.abbreviation();
                if (shape.tag() != Tag.VARIABLE || shape.indexOf(Attribute.LOCATION) < 0) {
                    continue;
                }
                Entry entry = new Entry(unit, cursor.read());
                Optional<byte[]> place = entry.block(Attribute.LOCATION);
                if (place.isPresent() && Arrays.equals(place.get(), location)) {
                    return madeFor(entry);
                }
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return Optional.empty();
    }

    private Optional<Type> madeFor(Entry vtable) throws SymbolException {
        Optional<Entry> type = units.follow(vtable, Attribute.TYPE);
        Optional<Entry> concrete =
                type.isPresent()
                        ? units.follow(type.get(), Attribute.CONTAINING_TYPE)
                        : Optional.empty();
        return concrete.isPresent() ? Optional.of(types.read(concrete.get())) : Optional.empty();
    }
}
