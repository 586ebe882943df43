package dev.framescope.insight.frames;

/**
 * What a page frame is. Where several apply, the first in this order counts; the details of a frame
 * tell the others.
 */
public enum FrameState {
    /** Holds the device tree that the machine gave the kernel. */
    DEVICE_TREE("device tree"),
    /** Below the kernel, left to whoever serves M-mode. */
    FIRMWARE("firmware"),
    /** A table below a known satp. */
    PAGE_TABLE("page table"),
    /** The stack that the kernel boots on. */
    STACK("boot stack"),
    KERNEL_TEXT("kernel text"),
    KERNEL_RODATA("rodata"),
    /** Initialised and zeroed data. */
    KERNEL_DATA("data, bss"),
    /** Taken from the frame allocator. */
    ALLOCATED("allocated"),
    /** Given back, or in the allocator's range and never taken. */
    FREE("free"),
    /** None of the above, but some address space maps it. */
    MAPPED("mapped"),
    /** Nothing is known of it. */
    RESERVED("reserved");

    private final String label;

    FrameState(String label) {
        this.label = label;
    }

    /** One or two words for a legend. */
    public String label() {
        return label;
    }
}
