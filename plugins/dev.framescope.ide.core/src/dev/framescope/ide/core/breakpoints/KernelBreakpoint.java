package dev.framescope.ide.core.breakpoints;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;

/** A breakpoint in kernel code. It stays in the workspace; every debugged kernel gets it. */
public interface KernelBreakpoint extends IBreakpoint {
    /** Marker attribute for {@link #hitCount}. */
    String HIT_COUNT = "dev.framescope.ide.core.hitCount";

    /** At which arrival it begins to stop, from 1. */
    default int hitCount() {
        return Math.max(1, getMarker().getAttribute(HIT_COUNT, 1));
    }

    /**
     * Sets at which arrival it begins to stop, counted from the start of each session.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    default void setHitCount(int count) throws CoreException {
        if (count < 1) {
            throw new IllegalArgumentException("hit count " + count + ": must be at least 1");
        }
        getMarker().setAttribute(HIT_COUNT, count);
    }

    /** Where it is, for a person: {@code allocFrame()}, {@code memory.c:21}. */
    String describe();
}
