package dev.framescope.symbols.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteSource.Page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    /** Nothing that a caller wants as an array is larger, but a loaded segment may be large. */
    private static final long MAXIMUM_COPY = Integer.MAX_VALUE - 8;

    private final String file;
    private final String part;
    private final ByteSource source;
    private final long start;
    private final long end;
    private long position;

    /** The bytes around the position, or others, from {@code pageStart} of the source on. */
    private byte[] page;

    private long pageStart;

    private ByteReader(
            String file, String part, ByteSource source, long start, long end, Page page) {
        this.file = file;
        this.part = part;
        this.source = source;
        this.start = start;
        this.end = end;
        this.page = page.bytes();
        pageStart = page.start();
        position = start;
    }

    /** A reader over a whole file that is in memory. */
    public static ByteReader ofFile(String file, byte[] bytes) {
        return ofFile(file, ByteSource.ofFile(bytes));
    }

    /** A reader over a whole file. */
    static ByteReader ofFile(String file, ByteSource source) {
        return new ByteReader(file, "", source, 0, source.size(), Page.NONE);
    }

    /** A reader over a whole source that is one section. */
    static ByteReader ofSection(String file, String section, ByteSource source) {
        return new ByteReader(file, section, source, 0, source.size(), Page.NONE);
    }

    /**
     * A reader over one section of a file.
     *
     * @param section its name, for messages
     * @throws SymbolException if the section does not lie within the bytes
     */
    static ByteReader ofSection(
            String file, String section, ByteSource source, long offset, long size)
            throws SymbolException {
        if (offset < 0 || size < 0 || offset > source.size() || size > source.size() - offset) {
            throw new SymbolException(
                    String.format(
                            "%s: section %s (offset 0x%x, 0x%x bytes) reaches beyond the end of the"
                                    + " file at 0x%x",
                            file, section, offset, size, source.size()));
        }
        return new ByteReader(file, section, source, offset, offset + size, Page.NONE);
    }

    /** An independent reader over the same bytes, at that offset. */
    public ByteReader at(long offset) throws SymbolException {
        ByteReader reader = new ByteReader(file, part, source, start, end, here());
        reader.seek(offset);
        return reader;
    }

    /** An independent reader at {@code offset} that ends before {@code endOffset}. */
    public ByteReader within(long offset, long endOffset) throws SymbolException {
        if (endOffset < offset || endOffset > size()) {
            throw problem(String.format("ends at offset 0x%x, which is not in it", endOffset));
        }
        ByteReader reader = new ByteReader(file, part, source, start, start + endOffset, here());
        reader.seek(offset);
        return reader;
    }

    private Page here() {
        return new Page(pageStart, page);
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
        position = start + offset;
    }

    /** Passes over that many bytes. */
    public void skip(long count) throws SymbolException {
        check(count);
        position += count;
    }

    /** Reads an unsigned byte. */
    public int u8() throws SymbolException {
        int at = take(1);
        return page[at] & 0xff;
    }

    /** Reads an unsigned 16-bit value. */
    public int u16() throws SymbolException {
        int at = take(2);
        return (short) SHORT.get(page, at) & 0xffff;
    }

    /** Reads an unsigned 24-bit value. */
    public int u24() throws SymbolException {
        int low = u16();
        return low | u8() << 16;
    }

    /** Reads an unsigned 32-bit value. */
    public long u32() throws SymbolException {
        int at = take(4);
        return Integer.toUnsignedLong((int) INT.get(page, at));
    }

    /** Reads a 64-bit value. */
    public long u64() throws SymbolException {
        int at = take(8);
        return (long) LONG.get(page, at);
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

    /** The 32-bit value at an index of an array. */
    public static int int32(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
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
        check(count);
        if (count > MAXIMUM_COPY) {
            throw problem(count + " bytes are too many to be read at once");
        }
        byte[] copy = copy((int) count);
        position += count;
        return copy;
    }

    /** Copies bytes from the position on, which are all there. */
    private byte[] copy(int count) throws SymbolException {
        byte[] copy = new byte[count];
        int done = 0;
        while (done < count) {
            load(position + done);
            int from = (int) (position + done - pageStart);
            int length = Math.min(count - done, page.length - from);
            System.arraycopy(page, from, copy, done, length);
            done += length;
        }
        return copy;
    }

    /** Reads a string that ends with a zero byte. */
    public String string() throws SymbolException {
        long from = position;
        skipString();
        long length = position - 1 - from;
        if (from >= pageStart && length <= page.length) {
            return new String(page, (int) (from - pageStart), (int) length, UTF_8);
        }
        position = from;
        String string = new String(bytes(length), UTF_8);
        position++;
        return string;
    }

    /** Passes over a string that ends with a zero byte. */
    public void skipString() throws SymbolException {
        long at = position;
        while (at < end) {
            load(at);
            int from = (int) (at - pageStart);
            int limit = (int) Math.min(page.length, end - pageStart);
            for (int i = from; i < limit; i++) {
                if (page[i] == 0) {
                    position = pageStart + i + 1;
                    return;
                }
            }
            at = pageStart + limit;
        }
        throw problem("has a string without an end");
    }

    /** An exception that names the file, the part, the reader's position, and what is wrong. */
    public SymbolException problem(String what) {
        if (part.isEmpty()) {
            return new SymbolException(String.format("%s: offset 0x%x: %s", file, position, what));
        }
        String place =
                source.isFile()
                        ? String.format("0x%x in the file", position)
                        : "in what was compressed";
        return new SymbolException(
                String.format("%s: %s at offset 0x%x (%s): %s", file, part, offset(), place, what));
    }

    private void check(long count) throws SymbolException {
        if (count < 0 || count > end - position) {
            throw problem(
                    String.format(
                            "%s bytes are needed, but only %d are left",
                            Long.toUnsignedString(count), end - position));
        }
    }

    /** Passes over a few bytes, and says where in the page they are. */
    private int take(int count) throws SymbolException {
        long at = position - pageStart;
        if (at < 0 || at + count > page.length || count > end - position) {
            check(count);
            load(position);
            if (position + count > pageStart + page.length) { // in two pages
                page = copy(count);
                pageStart = position;
            }
            at = position - pageStart;
        }
        position += count;
        return (int) at;
    }

    /** Makes the page one that has the byte at an offset of the source. */
    private void load(long offset) throws SymbolException {
        if (offset < pageStart || offset >= pageStart + page.length) {
            Page loaded = source.page(offset);
            page = loaded.bytes();
            pageStart = loaded.start();
        }
    }
}
