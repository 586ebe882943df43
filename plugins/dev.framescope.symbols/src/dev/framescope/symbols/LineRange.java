package dev.framescope.symbols;

import java.util.Objects;

/**
 * A contiguous run of code that belongs to one source line.
 *
 * @param low link address of the first byte
 * @param high link address after the last byte
 * @param line the source line; its column is the one at {@code low}
 */
public record LineRange(long low, long high, SourceLine line) {

    /** Checks that the line is there. */
    public LineRange {
        Objects.requireNonNull(line, "line");
    }

    /** Whether the byte at this link address belongs to the range. */
    public boolean contains(long linkAddress) {
        return Long.compareUnsigned(linkAddress, low) >= 0
                && Long.compareUnsigned(linkAddress, high) < 0;
    }
}
