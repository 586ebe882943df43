package dev.framescope.machine.memory;

import java.util.OptionalLong;

/**
 * The registers of a device, as the bus sees them. A device knows offsets in its window only.
 * Called on the machine thread; accesses are naturally aligned and lie within the window.
 */
public interface MmioDevice {
    /**
     * Reads a register, with its side effects.
     *
     * @param offset byte offset in the window
     * @param bytes 1, 2, 4 or 8
     * @return the value in the low bits, little-endian; higher bits are ignored
     * @throws BusError if the device does not take such an access
     */
    long read(long offset, int bytes) throws BusError;

    /**
     * What {@link #read} would give, without side effects.
     *
     * @return empty if it cannot be said without them
     */
    default OptionalLong peek(long offset, int bytes) {
        return OptionalLong.empty();
    }

    /**
     * Writes a register, with its side effects.
     *
     * @param offset byte offset in the window
     * @param bytes 1, 2, 4 or 8
     * @param value in the low bits; higher bits are to be ignored
     * @throws BusError if the device does not take such an access
     */
    void write(long offset, int bytes, long value) throws BusError;
}
