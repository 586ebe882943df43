package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads little-endian values one after the other from a part of a file, and never beyond its end.
 *
 * <p>Offsets count from the first byte of the part (the whole file, or one section). A reader has a
 * position and belongs to one thread; {@link #at} and {@link #within} make independent readers over
 * the same bytes.
 */
public final class ByteReader {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String file;
    private final String part;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    private ByteReader(String file, String part, byte[] bytes, int start, int end, int position) {
        this.file = file;
        this.part = part;
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.position = position;
    }

    /** A reader over a whole file. */
    public static ByteReader ofFile(String file, byte[] bytes) {
        return new ByteReader(file, "", bytes, 0, bytes.length, 0);
    }

    /**
     * A reader over one section of a file.
     *
     * @param section its name, for messages
     * @throws SymbolException if the section does not lie within the bytes
     */
    static ByteReader ofSection(String file, String section, byte[] bytes, long offset, long size)
            throws SymbolException {
        if (offset < 0 || size < 0 || offset > bytes.length || size > bytes.length - offset) {
            throw new SymbolException(
                    String.format(
                            "%s: section %s (offset 0x%x, 0x%x bytes) reaches beyond the end of the"
                                    + " file at 0x%x",
                            file, section, offset, size, bytes.length));
        }
        int from = (int) offset;
        return new ByteReader(file, section, bytes, from, from + (int) size, from);
    }

    /** An independent reader over the same bytes, at that offset. */
    public ByteReader at(long offset) throws SymbolException {
        ByteReader reader = new ByteReader(file, part, bytes, start, end, start);
        reader.seek(offset);
        return reader;
    }

    /** An independent reader at {@code offset} that ends before {@code endOffset}. */
    public ByteReader within(long offset, long endOffset) throws SymbolException {
        if (endOffset < offset || endOffset > size()) {
            throw problem(String.format("ends at offset 0x%x, which is not in it", endOffset));
        }
        ByteReader reader =
                new ByteReader(file, part, bytes, start, start + (int) endOffset, start);
        reader.seek(offset);
        return reader;
    }

    /** Bytes from the first of the part to the reader's end. */
    public long size() {
        return end - start;
    }

    /** Offset of the next byte to be read. */
    public long offset() {
        return position - start;
    }

    /** Bytes left to read. */
    public long remaining() {
        return end - position;
    }

    /** Moves to that offset, which may be the end. */
    public void seek(long offset) throws SymbolException {
        if (offset < 0 || offset > size()) {
            throw problem(
                    String.format(
                            "offset 0x%x is referred to, but the end is at 0x%x", offset, size()));
        }
        position = start + (int) offset;
    }

    /** Passes over that many bytes. */
    public void skip(long count) throws SymbolException {
        take(count);
    }

    /** Reads an unsigned byte. */
    public int u8() throws SymbolException {
        return bytes[take(1)] & 0xff;
    }

    /** Reads an unsigned 16-bit value. */
    public int u16() throws SymbolException {
        return (short) SHORT.get(bytes, take(2)) & 0xffff;
    }

    /** Reads an unsigned 24-bit value. */
    public int u24() throws SymbolException {
        int low = u16();
        return low | u8() << 16;
    }

    /** Reads an unsigned 32-bit value. */
    public long u32() throws SymbolException {
        return Integer.toUnsignedLong((int) INT.get(bytes, take(4)));
    }

    /** Reads a 64-bit value. */
    public long u64() throws SymbolException {
        return (long) LONG.get(bytes, take(8));
    }

    /** Reads an unsigned value of 1, 2, 4 or 8 bytes. */
    public long unsigned(int size) throws SymbolException {
        return switch (size) {
            case 1 -> u8();
            case 2 -> u16();
            case 4 -> u32();
            case 8 -> u64();
            default -> throw problem("has a value of " + size + " bytes, which is not supported");
        };
    }

    /** Reads an unsigned LEB128 value (DWARF 5, section 7.6); bits beyond 64 are dropped. */
    public long uleb() throws SymbolException {
        long value = 0;
        int shift = 0;
        while (true) {
            int next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
            shift += 7;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** Reads a signed LEB128 value (DWARF 5, section 7.6); bits beyond 64 are dropped. */
    public long sleb() throws SymbolException {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            if (shift < Long.SIZE) {
                value |= (long) (next & 0x7f) << shift;
            }
            shift += 7;
        } while (next >= 0x80);
        boolean negative = (next & 0x40) != 0;
        return negative && shift < Long.SIZE ? value | -1L << shift : value;
    }

    /** Reads that many bytes. */
    public byte[] bytes(long count) throws SymbolException {
        int from = take(count);
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** Reads a string that ends with a zero byte. */
    public String string() throws SymbolException {
        int from = position;
        skipString();
        return new String(bytes, from, position - 1 - from, StandardCharsets.UTF_8);
    }

    /** Passes over a string that ends with a zero byte. */
    public void skipString() throws SymbolException {
        int at = position;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        if (at == end) {
            throw problem("has a string without an end");
        }
        position = at + 1;
    }

    /** An exception that names the file, the part, the reader's position, and what is wrong. */
    public SymbolException problem(String what) {
        if (part.isEmpty()) {
            return new SymbolException(String.format("%s: offset 0x%x: %s", file, position, what));
        }
        return new SymbolException(
                String.format(
                        "%s: %s at offset 0x%x (0x%x in the file): %s",
                        file, part, offset(), position, what));
    }

    private int take(long count) throws SymbolException {
        if (count < 0 || count > end - position) {
            throw problem(
                    String.format(
                            "%s bytes are needed, but only %d are left",
                            Long.toUnsignedString(count), end - position));
        }
        int at = position;
        position += (int) count;
        return at;
    }
}
