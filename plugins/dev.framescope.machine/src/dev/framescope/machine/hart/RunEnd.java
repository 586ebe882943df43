package dev.framescope.machine.hart;

/** Why {@link Hart#run} came back. */
public enum RunEnd {
    /** The budget is used up. */
    BUDGET,
    /** In {@code wfi} (which has retired), with no enabled interrupt pending. */
    WAITING,
    /** Before the instruction of a code point, because the host asked for it. */
    CODE_POINT,
    /** At the first instruction of a trap handler, because the host asked for it. */
    TRAP_POINT,
    /** {@link Hart#requestExit} was called. */
    EXIT_REQUESTED,
    /** Trap after trap, and no instruction retired: see {@link Hart#lastTrap}. */
    TRAP_LOOP
}
