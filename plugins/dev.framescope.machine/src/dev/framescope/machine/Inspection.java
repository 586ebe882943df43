package dev.framescope.machine;

import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.snapshot.MachineSnapshot;

import java.util.List;
import java.util.OptionalLong;

/**
 * Reads a machine without changing it: no A/D bit is set, no TLB filled, no FIFO popped, no time
 * passes. Valid on the machine thread only, within the call that handed it out (see {@link
 * Machine#inspect}).
 */
public interface Inspection {
    /** Instructions retired by all harts since the machine was switched on. */
    long instructions();

    /**
     * {@code mtime}, in ticks of 100 ns (timebase-frequency 10 MHz). Harts run in turns, so their
     * clocks are up to some microseconds apart; this is the clock of the one that is ahead.
     */
    long time();

    int hartCount();

    /**
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    HartInspection hart(int id);

    /** The physical map in address order; the last entry is the DRAM. */
    List<MemoryMapEntry> memoryMap();

    /** What the machine put into memory at reset. */
    List<PlacedBlob> placedBlobs();

    /**
     * Copies physical memory. Only RAM and ROM can be read; devices have no memory to look at.
     *
     * @return how many bytes were copied before the first that cannot be read, 0 to {@code length}
     */
    int readPhysical(long paddr, byte[] destination, int offset, int length);

    /**
     * Copies memory of an address space, whether or not a hart is in it now, regardless of page
     * permissions.
     *
     * @param satp the space, as a value of {@code satp}; 0 for physical addresses
     * @return how many bytes were copied before the first that is not mapped to RAM or ROM
     */
    int readSpace(long satp, long vaddr, byte[] destination, int offset, int length);

    /**
     * A device's register, where reading it has no side effect.
     *
     * @param bytes 1, 2, 4 or 8
     * @return empty if it cannot be looked at
     */
    OptionalLong readDevice(long paddr, int bytes);

    /**
     * A hash of all architectural state: harts, memory, devices, time. Equal states have equal
     * hashes.
     */
    long stateHash();

    /** All of that state, to be restored later (see {@link Machine#restore}). */
    MachineSnapshot snapshot();

    /**
     * Eight bytes, little-endian.
     *
     * @throws IllegalArgumentException if they are not all RAM or ROM
     */
    default long readPhysicalLong(long paddr) {
        byte[] bytes = new byte[8];
        if (readPhysical(paddr, bytes, 0, 8) < 8) {
            throw new IllegalArgumentException(
                    "no memory at physical address 0x" + Long.toHexString(paddr));
        }
        return LittleEndian.get(bytes, 0, Long.BYTES);
    }
}
