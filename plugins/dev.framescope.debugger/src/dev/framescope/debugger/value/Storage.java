package dev.framescope.debugger.value;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.symbols.location.Location;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the bytes of a value are. */
public sealed interface Storage {
    /**
     * In memory.
     *
     * @param address of the first byte
     */
    record Memory(MemorySpace space, long address) implements Storage {}

    /**
     * In a register.
     *
     * @param offset number of the first byte in the register, from its least significant one
     */
    record Register(RegisterId register, long offset) implements Storage {}

    /**
     * Nowhere in the machine: the bytes themselves, least significant first. Not to be changed.
     *
     * @param bytes all bytes
     */
    record Bytes(byte[] bytes) implements Storage {}

    /**
     * In several places, as the compiler tells.
     *
     * @param parts those with the lowest bits first
     * @param offset number of the first byte
     */
    record Pieces(List<Location.Piece> parts, long offset) implements Storage {
        /** Takes a copy of the list. */
        public Pieces {
            parts = List.copyOf(parts);
        }

        /** Where the first bytes are, if they are in one piece in memory. */
        private Optional<Memory> inMemory(long size) {
            long from = offset * Byte.SIZE;
            for (Location.Piece piece : parts) {
                if (from < piece.bitSize()) {
                    boolean whole =
                            from + size * Byte.SIZE <= piece.bitSize()
                                    && (from + piece.bitOffset()) % Byte.SIZE == 0;
                    return whole && piece.location() instanceof Location.Memory memory
                            ? Optional.of(
                                    new Memory(
                                            MemorySpace.VIRTUAL,
                                            memory.address()
                                                    + (from + piece.bitOffset()) / Byte.SIZE))
                            : Optional.empty();
                }
                from -= piece.bitSize();
            }
            return Optional.empty();
        }
    }

    /**
     * Not to be had.
     *
     * @param why for a person
     */
    record Unavailable(String why) implements Storage {}

    /** The storage of a variable. */
    static Storage of(Location location) {
        return switch (location) {
            case Location.Memory memory -> new Memory(MemorySpace.VIRTUAL, memory.address());
            case Location.Register register -> register(register.number());
            case Location.Value value -> new Bytes(value.bytes());
            case Location.Pieces pieces -> new Pieces(pieces.pieces(), 0);
            case Location.Unavailable unavailable -> new Unavailable(unavailable.why());
        };
    }

    private static Storage register(int number) {
        return RegisterId.ofDwarf(number)
                .<Storage>map(register -> new Register(register, 0))
                .orElseGet(() -> new Unavailable("in the unknown register " + number));
    }

    /**
     * A part.
     *
     * @param offset number of its first byte
     */
    default Storage part(long offset) {
        return switch (this) {
            case Memory memory -> new Memory(memory.space, memory.address + offset);
            case Register register -> new Register(register.register, register.offset + offset);
            case Bytes all -> bytesFrom(all.bytes, offset);
            case Pieces pieces -> new Pieces(pieces.parts, pieces.offset + offset);
            case Unavailable unavailable -> unavailable;
        };
    }

    /**
     * A part, which is simply in memory if all of it is in a piece that is.
     *
     * @param offset number of its first byte
     * @param size how many bytes it has
     */
    default Storage part(long offset, long size) {
        Storage part = part(offset);
        return part instanceof Pieces pieces
                ? pieces.inMemory(size).<Storage>map(memory -> memory).orElse(pieces)
                : part;
    }

    private static Storage bytesFrom(byte[] bytes, long offset) {
        if (offset < 0 || offset > bytes.length) {
            return new Unavailable("beyond the end of the value");
        }
        return offset == 0
                ? new Bytes(bytes)
                : new Bytes(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
    }
}
