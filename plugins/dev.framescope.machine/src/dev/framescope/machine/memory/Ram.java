package dev.framescope.machine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine's memory: chunks of bytes that come into being when they are first touched, so that a
 * large machine costs only what its guest uses. Offsets count bytes from the beginning of the RAM.
 * Machine thread only.
 */
public final class Ram {
    public static final int PAGE_BITS = 12;
    public static final int PAGE_BYTES = 1 << PAGE_BITS;

    /** log2 of a chunk's size: 16 MiB, small enough to be lazy, large enough to be few. */
    private static final int CHUNK_BITS = 24;

    private static final byte[] ZEROS = new byte[PAGE_BYTES];

    private final long base;
    private final long size;
    private final int chunkBits;
    private final byte[][] chunks;

    /**
     * @param base first physical byte address, a multiple of 4 KiB
     * @param size in bytes, a multiple of 4 KiB
     */
    Ram(long base, long size) {
        if (size <= 0 || ((base | size) & (PAGE_BYTES - 1)) != 0) {
            throw new IllegalArgumentException(
                    "RAM of %d bytes at 0x%x: must be whole pages of 4 KiB".formatted(size, base));
        }
        this.base = base;
        this.size = size;
        int needed = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        this.chunkBits = Math.min(CHUNK_BITS, needed);
        this.chunks = new byte[(int) ((size - 1 >>> chunkBits) + 1)][];
    }

    /** The first physical byte address. */
    public long base() {
        return base;
    }

    /** Size in bytes. */
    public long size() {
        return size;
    }

    /** Whether all the bytes from a physical address on are RAM. */
    public boolean contains(long paddr, int bytes) {
        long offset = paddr - base;
        return offset >= 0 && offset <= size - bytes;
    }

    /** log2 of a chunk's size in bytes; a page lies in one chunk. */
    public int chunkBits() {
        return chunkBits;
    }

    /**
     * The chunks by number, for the fast path of a hart; null where nobody has been yet (see {@link
     * #touch}).
     */
    public byte[][] chunks() {
        return chunks;
    }

    /** Forgets everything: nobody has touched any of it. */
    void discard() {
        Arrays.fill(chunks, null);
    }

    /** Makes sure that the chunk of this offset exists, and returns it. */
    public byte[] touch(long offset) {
        int number = (int) (offset >>> chunkBits);
        byte[] chunk = chunks[number];
        return chunk != null ? chunk : allocate(number);
    }

    private byte[] allocate(int number) {
        try {
            chunks[number] = new byte[1 << chunkBits];
            return chunks[number];
        } catch (OutOfMemoryError e) {
            throw new HostMemoryException(
                    ("the Java heap has no room for the guest's memory: it touched %d MiB of its"
                                    + " %d MiB, and the heap's limit is %d MiB; give the machine"
                                    + " less memory, or Java more (-Xmx)")
                            .formatted(
                                    touchedBytes() >> 20,
                                    size >> 20,
                                    Runtime.getRuntime().maxMemory() >> 20),
                    e);
        }
    }

    private long touchedBytes() {
        return Arrays.stream(chunks).filter(chunk -> chunk != null).count() << chunkBits;
    }

    private int index(long offset) {
        return (int) offset & (1 << chunkBits) - 1;
    }

    /** Reads within one page, zero-extended; {@code bytes} is 1, 2, 4 or 8. */
    long load(long offset, int bytes) {
        return LittleEndian.get(touch(offset), index(offset), bytes);
    }

    /** As {@link #load}; what nobody has touched reads zero and stays untouched. */
    long peek(long offset, int bytes) {
        byte[] chunk = chunks[(int) (offset >>> chunkBits)];
        return chunk == null ? 0 : LittleEndian.get(chunk, index(offset), bytes);
    }

    /** Writes within one page; {@code bytes} is 1, 2, 4 or 8. */
    void store(long offset, int bytes, long value) {
        LittleEndian.set(touch(offset), index(offset), bytes, value);
    }

    /** Copies out; what nobody has touched reads zero and stays untouched. */
    void read(long offset, byte[] destination, int at, int length) {
        for (int done = 0; done < length; ) {
            long from = offset + done;
            int part = (int) Math.min(length - done, (1L << chunkBits) - index(from));
            byte[] chunk = chunks[(int) (from >>> chunkBits)];
            if (chunk == null) {
                Arrays.fill(destination, at + done, at + done + part, (byte) 0);
            } else {
                System.arraycopy(chunk, index(from), destination, at + done, part);
            }
            done += part;
        }
    }

    /** Copies in. */
    void write(long offset, byte[] source, int at, int length) {
        for (int done = 0; done < length; ) {
            long to = offset + done;
            int part = (int) Math.min(length - done, (1L << chunkBits) - index(to));
            System.arraycopy(source, at + done, touch(to), index(to), part);
            done += part;
        }
    }

    /** A hash of the content; untouched memory is the same as zeros. */
    public long hash() {
        long sum = 0;
        for (int number = 0; number < chunks.length; number++) {
            byte[] chunk = chunks[number];
            for (int page = 0; chunk != null && page < chunk.length; page += PAGE_BYTES) {
                long hash = pageHash(chunk, page);
                if (hash != 0) {
                    long at = ((long) number << chunkBits) + page;
                    sum += (hash ^ at) * 0x9e37_79b9_7f4a_7c15L;
                }
            }
        }
        return sum;
    }

    /** Zero for a page of zeros. */
    private static long pageHash(byte[] chunk, int page) {
        long hash = 0;
        for (int i = page; i < page + PAGE_BYTES; i += Long.BYTES) {
            hash = Long.rotateLeft(hash * 31 + (long) LittleEndian.LONG.get(chunk, i), 17);
        }
        return hash;
    }

    /**
     * Copies of all pages that are not zero, by their offset.
     *
     * @param known earlier copies; those that are still right are taken over
     */
    public SortedMap<Long, byte[]> pages(SortedMap<Long, byte[]> known) {
        SortedMap<Long, byte[]> pages = new TreeMap<>();
        for (int number = 0; number < chunks.length; number++) {
            byte[] chunk = chunks[number];
            for (int at = 0; chunk != null && at < chunk.length; at += PAGE_BYTES) {
                if (!equal(chunk, at, ZEROS)) {
                    long offset = ((long) number << chunkBits) + at;
                    byte[] page = known.get(offset);
                    boolean same = page != null && equal(chunk, at, page);
                    pages.put(offset, same ? page : Arrays.copyOfRange(chunk, at, at + PAGE_BYTES));
                }
            }
        }
        return pages;
    }

    private static boolean equal(byte[] chunk, int at, byte[] page) {
        return Arrays.equals(chunk, at, at + PAGE_BYTES, page, 0, PAGE_BYTES);
    }

    /** Replaces the content by what {@link #pages} gave. */
    void setPages(SortedMap<Long, byte[]> pages) {
        for (byte[] chunk : chunks) {
            if (chunk != null) {
                Arrays.fill(chunk, (byte) 0); // in place: harts may hold on to it
            }
        }
        pages.forEach((offset, page) -> write(offset, page, 0, PAGE_BYTES));
    }

    /** Writes all pages that are not zero. */
    public void save(DataOutput out) throws IOException {
        for (int number = 0; number < chunks.length; number++) {
            byte[] chunk = chunks[number];
            for (int page = 0; chunk != null && page < chunk.length; page += PAGE_BYTES) {
                if (!equal(chunk, page, ZEROS)) {
                    out.writeLong(((long) number << chunkBits) + page);
                    out.write(chunk, page, PAGE_BYTES);
                }
            }
        }
        out.writeLong(-1);
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        for (byte[] chunk : chunks) {
            if (chunk != null) {
                Arrays.fill(chunk, (byte) 0); // in place: harts may hold on to it
            }
        }
        for (long offset = in.readLong(); offset >= 0; offset = in.readLong()) {
            if (offset >= size) {
                throw new IOException(
                        "saved page at offset 0x%x of a RAM of 0x%x bytes".formatted(offset, size));
            }
            in.readFully(touch(offset), index(offset), PAGE_BYTES);
        }
    }
}
