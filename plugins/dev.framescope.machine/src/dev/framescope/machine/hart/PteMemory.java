package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.memory.PhysicalMemory;

/** Page tables in physical memory, under the protection of PMP; reading has no effect. */
final class PteMemory implements PteReader {
    private final PhysicalMemory memory;
    private final Pmp pmp;

    PteMemory(PhysicalMemory memory, Pmp pmp) {
        this.memory = memory;
        this.pmp = pmp;
    }

    @Override
    public WalkFault check(long pteAddress) {
        if (!memory.isMemory(pteAddress, Sv39.PTE_BYTES)) {
            return WalkFault.TABLE_OUTSIDE_MEMORY;
        }
        return pmp.allows(pteAddress, Sv39.PTE_BYTES, Access.LOAD, Privilege.SUPERVISOR)
                ? WalkFault.NONE
                : WalkFault.TABLE_PROTECTED;
    }

    @Override
    public long read(long pteAddress) {
        return memory.peek(pteAddress, Sv39.PTE_BYTES);
    }
}
