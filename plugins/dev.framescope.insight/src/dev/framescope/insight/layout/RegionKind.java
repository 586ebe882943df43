package dev.framescope.insight.layout;

/** What a region of the physical address space is. */
public enum RegionKind {
    /** Nothing answers there. */
    GAP,
    DEVICE,
    ROM,
    /** A window of the board's map behind which there is nothing. */
    RESERVED,
    DRAM,
    FIRMWARE,
    KERNEL_TEXT,
    KERNEL_RODATA,
    KERNEL_DATA,
    KERNEL_BSS,
    STACK,
    DEVICE_TREE,
    /** What the frame allocator hands out. */
    FRAMES,
    /** Memory nobody is known to use. */
    UNUSED
}
