package dev.framescope.machine.hart;

import dev.framescope.machine.Privilege;

/**
 * What the tag of a TLB entry holds beside the virtual page, in the bits below it: bits 0 to 2 are
 * free for the alignment check, 3 and 4 tell with whose rights, 5 to 10 the generation, and 11 is
 * {@link Tlb#WATCHED}. Rights that change with every trap thus need no flush, and a flush is a new
 * generation.
 */
final class TlbKeys {
    private static final int RIGHTS_SHIFT = 3;
    private static final int GENERATION_SHIFT = 5;

    private static final int GENERATIONS = 1 << Sv39.PAGE_BITS - 1 - GENERATION_SHIFT;

    private static final int MACHINE = 0;
    private static final int USER = 1;
    private static final int SUPERVISOR = 2;
    private static final int SUPERVISOR_WITH_SUM = 3;

    private int generation;

    /**
     * Makes all entries with keys of before obsolete.
     *
     * @return whether generations are used up, and all TLBs must be cleared
     */
    boolean flush() {
        generation = (generation + 1) % GENERATIONS;
        return generation == 0;
    }

    /** The key for accesses with these rights, in the present generation. */
    long key(Privilege privilege, boolean sum) {
        int rights =
                switch (privilege) {
                    case MACHINE -> MACHINE;
                    case USER -> USER;
                    case SUPERVISOR -> sum ? SUPERVISOR_WITH_SUM : SUPERVISOR;
                };
        return (long) rights << RIGHTS_SHIFT | (long) generation << GENERATION_SHIFT;
    }
}
