package dev.framescope.machine;

/**
 * Something that the machine itself put into memory at reset.
 *
 * @param name such as {@code device tree} or {@code kernel.elf}
 * @param kind what it is
 * @param paddr first physical byte address
 * @param size in bytes
 */
public record PlacedBlob(String name, Kind kind, long paddr, long size) {
    /** What a blob is. */
    public enum Kind {
        RESET_VECTOR,
        FIRMWARE,
        DEVICE_TREE,
        KERNEL,
        INITIAL_RAM_DISK
    }
}
