package dev.framescope.symbols.dwarf;

/**
 * A range of link addresses.
 *
 * @param low the first address
 * @param high the address after the last
 */
public record AddressRange(long low, long high) {

    /** Whether the address lies in the range. */
    public boolean contains(long address) {
        return Long.compareUnsigned(address, low) >= 0 && Long.compareUnsigned(address, high) < 0;
    }

    /** Whether no address lies in the range. */
    public boolean isEmpty() {
        return Long.compareUnsigned(low, high) >= 0;
    }
}
