package dev.framescope.machine.memory;

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
     * Whether a {@link #read} of this register, as the device is now, has no side effects, so that
     * a debugger may look at it.
     */
    default boolean readIsPure(long offset) {
        return false;
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
