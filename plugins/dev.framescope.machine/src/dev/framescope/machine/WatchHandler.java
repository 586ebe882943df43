package dev.framescope.machine;

/**
 * Called on the machine thread when watched memory has been accessed; under the same rules as
 * {@link CodeHandler}. Memory is as the access left it. The hart that did it is still at the
 * instruction: what this writes into registers comes afterwards.
 */
@FunctionalInterface
public interface WatchHandler {
    /** A plain watchpoint. */
    WatchHandler STOP = (access, machine) -> true;

    /**
     * Returns true to stop the machine right after the instruction; after a device's access, which
     * belongs to none, before the next one.
     */
    boolean accessed(WatchAccess access, Inspection machine);
}
