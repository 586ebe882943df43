package dev.framescope.machine;

/** What a single hart is doing, in the terms of the SBI's hart state management extension. */
public enum HartState {
    STARTED,
    /** In {@code wfi}, with nothing pending that would wake it. */
    WAITING,
    STOPPED
}
