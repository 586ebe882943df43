package dev.framescope.debugger.value;

/** What an address is an address of. */
public enum MemorySpace {
    /** Memory as a frame sees it, through its page table. */
    VIRTUAL,
    /** Physical memory. */
    PHYSICAL
}
