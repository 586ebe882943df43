package dev.framescope.machine.memory;

/**
 * Told of what happens to pages of RAM that a hart holds decoded instructions of, or a reservation
 * on. Addresses are physical byte addresses; called on the machine thread.
 */
public interface PageWatcher {
    /** From now on, stores to this page must go through {@link PhysicalMemory#store}. */
    void pageWatched(long pageAddress);

    /** Bytes of a page that holds code have changed, within the page. */
    void codeWritten(long paddr, int bytes);

    /** The page is mostly written: forget its code, and stores may be fast again. */
    void codeDropped(long pageAddress);

    /**
     * Bytes were stored by somebody, into a page that a reservation was on: one that overlaps them
     * is lost.
     *
     * @return whether this watcher holds a reservation in the page still
     */
    boolean reservedAfterStore(long paddr, int bytes);
}
