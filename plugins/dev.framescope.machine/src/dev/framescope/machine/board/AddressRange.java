package dev.framescope.machine.board;

/**
 * A range of physical addresses.
 *
 * @param what lies there, for messages: {@code the device tree}
 * @param base first byte address
 * @param size in bytes
 */
record AddressRange(String what, long base, long size) {
    /** The first byte address behind it. */
    long end() {
        return base + size;
    }

    boolean overlaps(AddressRange other) {
        return base < other.end() && other.base < end();
    }

    boolean contains(AddressRange other) {
        return other.base >= base && other.base < end() && other.size <= end() - other.base;
    }

    /** The addresses, without what lies there. */
    @Override
    public String toString() {
        return "0x%x..0x%x".formatted(base, end());
    }
}
