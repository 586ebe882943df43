package dev.framescope.debugger;

/** What a step counts in. */
public enum StepUnit {
    LINE,
    INSTRUCTION
}
