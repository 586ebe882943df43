package dev.framescope.symbols.elf;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on the work that reading a file may cause.
 *
 * <p>Offsets in a hostile file can point many readers at the same bytes, so that the work grows
 * with the square of the file's size. Readers of shared bytes spend from a budget that is a small
 * multiple of what an honest file needs. Thread-safe.
 */
public final class Budget {

    private final AtomicLong remaining;

    /** A budget of that many units of work; one unit is about one byte read or made. */
    public Budget(long units) {
        remaining = new AtomicLong(units);
    }

    /** Spends units of work; false when the budget is exhausted, from then on for ever. */
    public boolean spend(long units) {
        return remaining.addAndGet(-units) >= 0;
    }
}
