package dev.framescope.insight.paging;

import java.util.Objects;

/**
 * A virtual page that maps a frame.
 *
 * @param satp the address space
 * @param vaddr virtual address of the frame's first byte, sign-extended
 * @param flags of the range it belongs to, see {@link MappedRange#flags}
 */
public record VirtualPage(long satp, long vaddr, PteFlags flags) {
    public VirtualPage {
        Objects.requireNonNull(flags, "flags");
    }
}
