package dev.framescope.machine;

/**
 * Called on the machine thread when a hart is about to execute the instruction of a code point.
 * Must return quickly and must not call a method of {@link Machine} that waits; it may add and
 * remove code points.
 */
@FunctionalInterface
public interface CodeHandler {
    /** A plain breakpoint. */
    CodeHandler STOP = (hart, machine) -> true;

    /** Returns true to stop the machine before the instruction. */
    boolean reached(HartInspection hart, Inspection machine);
}
