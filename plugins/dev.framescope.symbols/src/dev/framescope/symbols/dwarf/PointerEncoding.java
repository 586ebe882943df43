package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/**
 * How {@code .eh_frame} encodes addresses (Linux Standard Base, "DWARF Exception Header Encoding").
 *
 * @param code the encoding's byte
 * @param addressSize bytes of a plain address
 * @param sectionAddress link address of the section, from which relative addresses count
 */
record PointerEncoding(int code, int addressSize, long sectionAddress) {

    /** A plain address. */
    static final int ABSOLUTE = 0x00;

    private static final int OMITTED = 0xff;
    private static final int FORMAT = 0x0f;
    private static final int APPLICATION = 0x70;
    private static final int RELATIVE = 0x10;

    /** Reads an address. */
    long address(ByteReader in) throws SymbolException {
        long place = sectionAddress + in.offset();
        long value = value(in);
        return switch (code & APPLICATION) {
            case ABSOLUTE -> value;
            case RELATIVE -> place + value;
            default -> throw unknown(in);
        };
    }

    /** Reads the value of an address without what it is relative to: a size. */
    long value(ByteReader in) throws SymbolException {
        if (code == OMITTED) {
            throw in.problem("an address that is needed is omitted");
        }
        return switch (code & FORMAT) {
            case 0x00 -> in.unsigned(addressSize);
            case 0x01 -> in.uleb();
            case 0x02 -> in.u16();
            case 0x03 -> in.u32();
            case 0x04, 0x0c -> in.u64();
            case 0x09 -> in.sleb();
            case 0x0a -> (short) in.u16();
            case 0x0b -> (int) in.u32();
            default -> throw unknown(in);
        };
    }

    private SymbolException unknown(ByteReader in) {
        return in.problem(String.format("unknown encoding 0x%x of an address", code));
    }
}
