package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;

import java.util.Optional;

/**
 * A breakpoint of a kernel, kept by the workspace as a marker; every kernel that is debugged gets
 * it. Any thread may use it.
 */
public interface KernelBreakpoint extends IBreakpoint {
    /** When it stops, without an address space that is known by its name only. */
    default BreakpointOptions options() {
        return OptionAttributes.read(getMarker());
    }

    /** The name of the only address space that counts; empty if there is none by name. */
    default String spaceName() {
        return OptionAttributes.spaceName(getMarker());
    }

    /**
     * Changes when it stops.
     *
     * @param spaceName the name of the only address space that counts; empty for the one of the
     *     options, or for all
     */
    default void setOptions(BreakpointOptions options, String spaceName) throws CoreException {
        getMarker().setAttributes(OptionAttributes.NAMES, OptionAttributes.of(options, spaceName));
    }

    /** As {@link #setOptions(BreakpointOptions, String)}, without a name. */
    default void setOptions(BreakpointOptions options) throws CoreException {
        setOptions(options, "");
    }

    /** What it stops at in a kernel; empty if the kernel has nothing of the sort. */
    Optional<BreakpointSpec> spec(RecordedSources sources);

    /** What it stops at, for a person: {@code allocFrame()}, {@code memory.c:21}. */
    String describe();
}
