package dev.framescope.machine.hart;

/** Why a page walk ends without a translation; the texts are for people. */
enum WalkFault {
    /** It does not: there is a translation. */
    NONE(""),
    NOT_CANONICAL("the upper bits of the virtual address are not all equal to its highest bit"),
    TABLE_OUTSIDE_MEMORY("the page-table entry does not lie in memory"),
    TABLE_PROTECTED("physical memory protection (PMP) denies access to the page table"),
    NOT_VALID("the page-table entry is not valid (V=0)"),
    RESERVED_BITS("the page-table entry has reserved bits set (63 to 54)"),
    RESERVED_NAPOT("the page-table entry has N set, but is not a leaf of 64 KiB (reserved)"),
    WRITE_WITHOUT_READ("the page-table entry is writable but not readable (W=1, R=0: reserved)"),
    POINTER_WITH_LEAF_BITS(
            "the page-table entry points to a table, but has D, A or U set (reserved)"),
    NO_LEAF("the page-table entry of the last level is no leaf (R=W=X=0)"),
    MISALIGNED_SUPERPAGE("the superpage's physical address is not a multiple of its size"),
    SUPERVISOR_PAGE("the page is not for U-mode (U=0)"),
    USER_PAGE("the page is for U-mode (U=1): S-mode must not access it without SUM"),
    USER_CODE("the page is for U-mode (U=1): S-mode must not execute it"),
    NOT_READABLE("the page is not readable (R=0)"),
    NOT_WRITABLE("the page is not writable (W=0)"),
    NOT_EXECUTABLE("the page is not executable (X=0)"),
    NOT_ACCESSED("the page was not accessed yet (A=0), and the hart does not set A itself"),
    NOT_DIRTY("the page was not written yet (D=0), and the hart does not set D itself");

    private final String text;

    WalkFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether it is an access fault rather than a page fault. */
    boolean isAccessFault() {
        return this == TABLE_OUTSIDE_MEMORY || this == TABLE_PROTECTED;
    }
}
