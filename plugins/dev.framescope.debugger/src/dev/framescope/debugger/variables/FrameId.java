package dev.framescope.debugger.variables;

/**
 * A frame of the current stop.
 *
 * @param hart the hart's number
 * @param level 0 is where the hart stands, 1 its caller (or the function that the first was inlined
 *     into), and so on
 */
public record FrameId(int hart, int level) {
    /** Where a hart stands. */
    public static FrameId innermost(int hart) {
        return new FrameId(hart, 0);
    }
}
