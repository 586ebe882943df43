package dev.framescope.debugger;

/** How far a step goes. */
public enum StepKind {
    /** Into the functions that are called, and into the handler of an exception or ecall. */
    INTO,
    /** Over the functions that are called. */
    OVER,
    /** Until the current function has returned to its caller. */
    RETURN
}
