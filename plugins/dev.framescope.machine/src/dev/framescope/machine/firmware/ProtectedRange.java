package dev.framescope.machine.firmware;

/**
 * Physical addresses that only M-mode may use.
 *
 * @param base first byte, a multiple of the size
 * @param size in bytes, a power of two
 */
public record ProtectedRange(long base, long size) {
    /** Its address register (Privileged Architecture, PMP address matching: NAPOT). */
    long napot() {
        return base >>> 2 | (size >>> 3) - 1;
    }
}
