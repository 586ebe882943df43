package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/**
 * The header of a unit in {@code .debug_info} or {@code .debug_types} (DWARF 5, section 7.5.1;
 * DWARF 4, section 7.5.1.2).
 *
 * @param offset where the header starts
 * @param encoding sizes in this unit
 * @param abbreviations offset of the abbreviation table in {@code .debug_abbrev}
 * @param entries where the first entry starts
 * @param end where the next unit starts
 * @param signature of the type that a type unit describes
 * @param type offset of that type's entry in its section; 0 if this is no type unit
 */
record UnitHeader(
        long offset,
        Encoding encoding,
        long abbreviations,
        long entries,
        long end,
        long signature,
        long type) {

    private static final int TYPE = 0x02;
    private static final int SKELETON = 0x04;
    private static final int SPLIT_COMPILE = 0x05;
    private static final int SPLIT_TYPE = 0x06;

    /**
     * Reads the rest of the header that starts at {@code offset} with that length.
     *
     * @param typesSection whether it lies in {@code .debug_types}, where all are type units
     */
    static UnitHeader read(long offset, InitialLength length, ByteReader in, boolean typesSection)
            throws SymbolException {
        long end = in.offset() + length.length();
        int version = in.u16();
        if (version < 2 || version > 5) {
            throw in.at(offset).problem("a unit of DWARF version " + version + ", not 2 to 5");
        }
        int kind = version >= 5 ? in.u8() : typesSection ? TYPE : 0;
        int addressSize = version >= 5 ? in.u8() : 0;
        long abbreviations = in.unsigned(length.offsetSize());
        if (version < 5) {
            addressSize = in.u8();
        }
        if (addressSize != Integer.BYTES && addressSize != Long.BYTES) {
            throw in.at(offset).problem("a unit with addresses of " + addressSize + " bytes");
        }
        long signature = 0;
        long type = 0;
        switch (kind) {
            case TYPE, SPLIT_TYPE -> {
                signature = in.u64();
                type = offset + in.unsigned(length.offsetSize());
            }
            case SKELETON, SPLIT_COMPILE -> in.skip(Long.BYTES);
            default -> {
                // the other types have nothing more in their headers
            }
        }
        Encoding encoding = new Encoding(version, length.offsetSize(), addressSize);
        return new UnitHeader(offset, encoding, abbreviations, in.offset(), end, signature, type);
    }
}
