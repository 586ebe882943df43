package dev.framescope.debugger.expression;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

/** A text with expressions in it, for log points. Ask on the machine thread only. */
public interface LogMessage {
    /** The text as it was typed. */
    String text();

    /**
     * The text with the values in the innermost frame of a hart. What has no value is replaced by
     * the reason, in angle brackets.
     */
    String render(HartInspection hart, Inspection machine);
}
