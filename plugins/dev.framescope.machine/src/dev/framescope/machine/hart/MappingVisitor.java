package dev.framescope.machine.hart;

/** What {@link Hart#visitMapping} tells of a range of virtual addresses. */
public interface MappingVisitor {
    /** The mapping depends on this page-table entry of eight bytes. */
    void entry(long pteAddress);

    /** So many bytes, of which the first has this virtual address, are mapped to there. */
    void mapped(long vaddr, long paddr, long bytes);
}
