package dev.framescope.debugger.space;

import java.util.BitSet;

/**
 * Bytes of memory as they were read, with holes where there is none.
 *
 * @param bytes 0 where there is no memory
 * @param present which of them there are
 */
public record MemoryBytes(byte[] bytes, BitSet present) {
    /** Whether there is memory for a byte. */
    public boolean has(int index) {
        return present.get(index);
    }
}
