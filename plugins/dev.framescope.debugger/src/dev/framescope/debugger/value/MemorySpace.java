package dev.framescope.debugger.value;

/** What an address is an address of. */
public sealed interface MemorySpace {
    /** Memory as a frame sees it, through its page table. */
    MemorySpace VIRTUAL = Own.VIRTUAL;

    /** Physical memory. */
    MemorySpace PHYSICAL = Own.PHYSICAL;

    /** The spaces that need no more to be told. */
    enum Own implements MemorySpace {
        VIRTUAL,
        PHYSICAL
    }

    /**
     * Memory as a page table maps it that need not be the frame's.
     *
     * @param satp a value of the register, with mode and root
     */
    record PageTable(long satp) implements MemorySpace {}
}
