package dev.framescope.insight.paging;

import java.util.Objects;

/**
 * Neighbouring virtual pages mapped to neighbouring physical pages with the same permissions and
 * memory type.
 *
 * @param vaddr first virtual address, sign-extended
 * @param paddr physical address of its first byte
 * @param size in bytes
 * @param flags R, W, X, U and G of all pages (G also if a table above has it); A and D if any page
 *     has it
 * @param pages4K how many pages of 4 KiB it is made of
 * @param pages64K how many pages of 64 KiB (Svnapot), of 16 entries each; rounded up if some of
 *     these are missing
 * @param pages2M how many superpages of 2 MiB
 * @param pages1G how many superpages of 1 GiB
 */
public record MappedRange(
        long vaddr,
        long paddr,
        long size,
        PteFlags flags,
        long pages4K,
        long pages64K,
        long pages2M,
        long pages1G) {
    public MappedRange {
        Objects.requireNonNull(flags, "flags");
    }

    /** Virtual address after the last byte. */
    public long vaddrEnd() {
        return vaddr + size;
    }

    /** Physical address after the last byte. */
    public long paddrEnd() {
        return paddr + size;
    }

    /** Whether virtual and physical addresses are the same. */
    public boolean identity() {
        return vaddr == paddr;
    }
}
