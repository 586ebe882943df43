package dev.framescope.machine;

/**
 * A window of the physical address space.
 *
 * @param name as QEMU's virt board calls it: VIRT_DEBUG to VIRT_DRAM
 * @param base first physical byte address
 * @param size in bytes
 * @param kind what answers there
 * @param purpose a few words for a person, such as {@code UART 16550, the console}
 */
public record MemoryMapEntry(String name, long base, long size, Kind kind, String purpose) {
    /** What answers in a window. */
    public enum Kind {
        RAM,
        ROM,
        DEVICE,
        /** Nothing answers: accesses fault. */
        RESERVED
    }
}
