package dev.framescope.symbols.location;

import java.util.List;

/** Where a value is (DWARF 5, section 2.6). */
public sealed interface Location {

    /**
     * In memory.
     *
     * @param address of its first byte, in the address space of the frame; a link address for
     *     static data
     */
    record Memory(long address) implements Location {}

    /**
     * In a register.
     *
     * @param number of DWARF: 0 to 31 are x0 to x31, 32 to 63 are f0 to f31
     */
    record Register(int number) implements Location {}

    /**
     * Nowhere, but known; it cannot be assigned to.
     *
     * @param bytes the value, least significant byte first, maybe with more after it; not to be
     *     changed
     */
    record Value(byte[] bytes) implements Location {}

    /**
     * In several places, the parts with the lowest bits first.
     *
     * @param pieces all parts
     */
    record Pieces(List<Piece> pieces) implements Location {

        /** Takes a copy of the list. */
        public Pieces {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A part of a value that is in several places.
     *
     * @param bitSize number of bits
     * @param bitOffset where the bits start in the place, from its least significant bit
     * @param location the place; {@link Unavailable} for a part that has been optimized out
     */
    record Piece(long bitSize, long bitOffset, Location location) {}

    /**
     * It cannot be told.
     *
     * @param why for a person: {@code optimized out}
     */
    record Unavailable(String why) implements Location {

        /** What compilers leave out. */
        public static final Unavailable OPTIMIZED_OUT = new Unavailable("optimized out");
    }
}
