package dev.framescope.machine;

/**
 * Called on the machine thread when an instruction has written {@code satp}, be it with the value
 * that it had; under the same rules as {@link CodeHandler}. The hart is still at the instruction.
 */
@FunctionalInterface
public interface SatpHandler {
    /** Returns true to stop the machine right after the instruction. */
    boolean written(SatpWrite write, HartInspection hart, Inspection machine);
}
