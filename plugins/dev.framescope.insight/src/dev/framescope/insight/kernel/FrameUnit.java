package dev.framescope.insight.kernel;

/**
 * How an allocator's functions name a page frame. In any unit, a result of 1 in {@code a0} is
 * understood as Rust's {@code Some} with the frame in {@code a1}, and a result of 0 as no frame.
 */
public enum FrameUnit {
    /** By the address of its first byte: physical, or virtual as the hart sees it. */
    ADDRESS,
    /** By its physical page number. */
    PPN,
    /** Told by the value: the addresses and the page numbers of the DRAM never overlap. */
    AUTO
}
