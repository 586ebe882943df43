package dev.framescope.machine;

/**
 * A {@link CodeHandler} placed at a {@link CodeLocation}; the handle by which it is removed.
 * Identity is equality.
 */
public interface CodePoint {
    CodeLocation location();
}
