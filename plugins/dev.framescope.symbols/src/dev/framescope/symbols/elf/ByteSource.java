package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

/**
 * Where bytes come from: an array, or a file that is read a page at a time. Any thread may use it.
 */
interface ByteSource {

    /**
     * Some of the bytes.
     *
     * @param start offset of the first of them in the source
     * @param bytes the bytes, at least one; not to be changed
     */
    record Page(long start, byte[] bytes) {

        /** What a reader has before it has read anything. */
        static final Page NONE = new Page(0, new byte[0]);
    }

    /** Number of bytes. */
    long size();

    /**
     * A page that has the byte at an offset.
     *
     * @param offset from 0 to {@link #size} - 1
     * @throws SymbolException if the file cannot be read any more, or has been changed
     */
    Page page(long offset) throws SymbolException;

    /** Whether offsets are those of the file that messages name. */
    boolean isFile();

    /** A whole file that is in memory. */
    static ByteSource ofFile(byte[] bytes) {
        return new ByteArray(new Page(0, bytes), true);
    }

    /** What has been inflated from a part of a file. */
    static ByteSource ofInflated(byte[] bytes) {
        return new ByteArray(new Page(0, bytes), false);
    }

    /** A source that is one page. */
    record ByteArray(Page whole, boolean isFile) implements ByteSource {

        @Override
        public long size() {
            return whole.bytes.length;
        }

        @Override
        public Page page(long offset) {
            return whole;
        }
    }
}
