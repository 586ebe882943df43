package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/**
 * The length with which units, line programs and frame entries start (DWARF 5, section 7.2.2).
 *
 * @param length bytes that follow the length itself
 * @param offsetSize size of a section offset in bytes: 4 or 8
 */
record InitialLength(long length, int offsetSize) {

    private static final long ESCAPE_64 = 0xffffffffL;
    private static final long FIRST_RESERVED = 0xfffffff0L;

    /** Reads a length and checks that so many bytes are there. */
    static InitialLength read(ByteReader in) throws SymbolException {
        long start = in.offset();
        long length = in.u32();
        int offsetSize = Integer.BYTES;
        if (length == ESCAPE_64) {
            length = in.u64();
            offsetSize = Long.BYTES;
        } else if (length >= FIRST_RESERVED) {
            throw in.at(start).problem(String.format("reserved length 0x%x", length));
        }
        if (length < 0 || length > in.remaining()) {
            throw in.at(start)
                    .problem(
                            String.format(
                                    "a length of 0x%x bytes, but only 0x%x are left",
                                    length, in.remaining()));
        }
        return new InitialLength(length, offsetSize);
    }
}
