package dev.framescope.symbols.dwarf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the parts of debug sections, little-endian. */
final class DwarfBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    DwarfBytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    DwarfBytes u16(int value) {
        return u8(value, value >> 8);
    }

    DwarfBytes u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    DwarfBytes u64(long value) {
        return u32(value).u32(value >>> 32);
    }

    DwarfBytes uleb(long value) {
        long rest = value;
        while (Long.compareUnsigned(rest, 0x80) >= 0) {
            u8((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    DwarfBytes string(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return u8(0);
    }

    DwarfBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Declares an abbreviation: pairs of an attribute and its form. */
    DwarfBytes abbreviation(int code, int tag, boolean children, int... attributesAndForms) {
        uleb(code).uleb(tag).u8(children ? 1 : 0);
        for (int value : attributesAndForms) {
            uleb(value);
        }
        return u8(0, 0);
    }

    int size() {
        return out.size();
    }

    byte[] build() {
        return out.toByteArray();
    }

    /** These bytes with their 32-bit length before them. */
    byte[] withLength() {
        return new DwarfBytes().u32(size()).bytes(build()).build();
    }
}
