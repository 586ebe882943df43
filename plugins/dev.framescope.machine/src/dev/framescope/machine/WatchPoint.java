package dev.framescope.machine;

/**
 * A {@link WatchHandler} placed on a {@link WatchRange}; the handle by which it is removed.
 * Identity is equality.
 */
public interface WatchPoint {
    WatchRange range();
}
