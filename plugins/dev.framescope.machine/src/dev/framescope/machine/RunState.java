package dev.framescope.machine;

/** What a machine as a whole is doing: all harts run, stop and end together. */
public enum RunState {
    SUSPENDED,
    RUNNING,
    TERMINATED
}
