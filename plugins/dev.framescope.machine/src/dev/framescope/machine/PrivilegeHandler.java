package dev.framescope.machine;

/**
 * Called on the machine thread when a hart has changed its mode and stands at the first instruction
 * in the new one; under the same rules as {@link CodeHandler}. A call that the built-in SBI serves
 * is no change of mode.
 */
@FunctionalInterface
public interface PrivilegeHandler {
    /** Returns true to stop the machine at that instruction. */
    boolean changed(PrivilegeChange change, HartInspection hart, Inspection machine);
}
