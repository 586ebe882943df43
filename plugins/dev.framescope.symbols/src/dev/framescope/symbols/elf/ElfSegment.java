package dev.framescope.symbols.elf;

/**
 * One entry of the program header table (System V gABI, chapter 5, "Program Header").
 *
 * @param type {@code p_type}; {@link #PT_LOAD} for what a loader puts into memory
 * @param flags {@code p_flags}, an OR of the {@code PF_} constants
 * @param offset offset of the content in the file, in bytes
 * @param vaddr link address (virtual) of the first byte
 * @param paddr load address (physical) of the first byte
 * @param fileSize bytes of content in the file
 * @param memorySize bytes in memory; what is beyond {@code fileSize} is zero
 */
public record ElfSegment(
        int type, int flags, long offset, long vaddr, long paddr, long fileSize, long memorySize) {

    /** A segment that a loader puts into memory. */
    public static final int PT_LOAD = 1;

    /** Executable. */
    public static final int PF_X = 1;

    /** Writable. */
    public static final int PF_W = 2;

    /** Readable. */
    public static final int PF_R = 4;

    /** Whether a loader puts the segment into memory. */
    public boolean loaded() {
        return type == PT_LOAD;
    }

    /** The same segment, loaded at another physical address. */
    ElfSegment withPaddr(long address) {
        return new ElfSegment(type, flags, offset, vaddr, address, fileSize, memorySize);
    }

    /** Whether the link address lies in this segment. */
    public boolean containsLinkAddress(long linkAddress) {
        return Long.compareUnsigned(linkAddress - vaddr, memorySize) < 0;
    }

    /** Whether the load address lies in this segment. */
    public boolean containsLoadAddress(long loadAddress) {
        return Long.compareUnsigned(loadAddress - paddr, memorySize) < 0;
    }
}
