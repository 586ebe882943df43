package dev.framescope.insight.kernel;

import java.util.Objects;

/**
 * The functions by which a kernel takes and gives back single page frames.
 *
 * @param alloc name of the function that returns a frame, 0 when there is none left
 * @param dealloc name of the function that takes a frame as its first argument
 * @param unit how both name a frame
 */
public record AllocatorFunctions(String alloc, String dealloc, FrameUnit unit) {
    /**
     * Checks that all is there.
     *
     * @throws IllegalArgumentException if both functions have one name
     */
    public AllocatorFunctions {
        Objects.requireNonNull(alloc, "alloc");
        Objects.requireNonNull(dealloc, "dealloc");
        Objects.requireNonNull(unit, "unit");
        if (alloc.equals(dealloc)) {
            throw new IllegalArgumentException(
                    alloc + " cannot both take frames and give them back: name two functions");
        }
    }
}
