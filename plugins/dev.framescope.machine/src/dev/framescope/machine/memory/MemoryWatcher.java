package dev.framescope.machine.memory;

import dev.framescope.machine.WatchAccess;

/** Told, on the machine thread, of accesses that touch what a {@link WatchTable} holds. */
@FunctionalInterface
public interface MemoryWatcher {
    /** The access has been made. May replace the table. */
    void accessed(WatchAccess access);
}
