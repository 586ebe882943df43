package dev.framescope.debugger.value;

/** Where a value lies, as far as that is one place. */
public sealed interface ValuePlace {
    /**
     * In memory as the frame sees it.
     *
     * @param address virtual byte address
     * @param size in bytes
     */
    record Memory(long address, long size) implements ValuePlace {}

    /**
     * In physical memory.
     *
     * @param paddr physical byte address
     * @param size in bytes
     */
    record PhysicalMemory(long paddr, long size) implements ValuePlace {}

    /**
     * In a register.
     *
     * @param name its ABI name or CSR name
     */
    record Register(String name) implements ValuePlace {}
}
