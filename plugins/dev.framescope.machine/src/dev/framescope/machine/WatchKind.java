package dev.framescope.machine;

/** What is done to memory. An AMO does both at once. */
public enum WatchKind {
    READ,
    WRITE
}
