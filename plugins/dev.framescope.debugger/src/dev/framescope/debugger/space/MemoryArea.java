package dev.framescope.debugger.space;

/** What an address is an address in. */
public sealed interface MemoryArea {
    /** Physical memory. */
    MemoryArea PHYSICAL = new Physical();

    /** Physical memory; use {@link MemoryArea#PHYSICAL}. */
    record Physical() implements MemoryArea {}

    /**
     * Memory as a hart sees it at the time it is asked for.
     *
     * @param id the hart's number
     */
    record OfHart(int id) implements MemoryArea {}

    /**
     * Memory as one page table maps it, whether a hart uses it or not.
     *
     * @param rootPpn the physical page number of the root page table
     */
    record Space(long rootPpn) implements MemoryArea {}
}
