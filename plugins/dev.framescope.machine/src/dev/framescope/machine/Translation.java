package dev.framescope.machine;

import java.util.List;
import java.util.OptionalLong;

/**
 * A walk through the page tables, told step by step (Privileged Architecture, Virtual Address
 * Translation Process).
 *
 * @param vaddr the virtual byte address
 * @param satp the root that was walked; 0 for bare, where {@code steps} is empty
 * @param steps the page-table entries read, root first
 * @param paddr where it leads; empty on a fault
 * @param pageSize bytes covered by the leaf; 0 on a fault and in bare mode
 * @param fault why there is no physical address, for a person; empty string if there is one
 */
public record Translation(
        long vaddr, long satp, List<Step> steps, OptionalLong paddr, long pageSize, String fault) {
    /**
     * One page-table entry on the way.
     *
     * @param level 2 is the root's in Sv39, 0 the last
     * @param vpn the index into the table
     * @param pteAddress physical byte address of the entry
     * @param pte the entry
     */
    public record Step(int level, int vpn, long pteAddress, long pte) {}
}
