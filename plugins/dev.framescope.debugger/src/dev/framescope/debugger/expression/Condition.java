package dev.framescope.debugger.expression;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

/**
 * An expression that is asked often: whether a hart shall stop. Its text is parsed once, its names
 * are resolved once for each place where it is asked. Ask on the machine thread only.
 */
public interface Condition {
    /** Its text, as it was typed. */
    String text();

    /**
     * Whether the value is not zero (not false) in the innermost frame of a hart.
     *
     * @throws ExpressionException if a name is unknown there, or the value cannot be computed
     */
    boolean holds(HartInspection hart, Inspection machine) throws ExpressionException;
}
