package dev.framescope.machine;

/**
 * Called on the machine thread when a hart has taken a trap; under the same rules as {@link
 * CodeHandler}.
 */
@FunctionalInterface
public interface TrapHandler {
    /** Returns true to stop the machine at the first instruction of the guest's handler. */
    boolean taken(Trap trap, HartInspection hart, Inspection machine);
}
