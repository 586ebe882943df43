package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.Breakpoint;

import java.util.Map;
import java.util.Optional;

/**
 * A breakpoint that belongs to no file: its marker is on the workspace's root, and what it stops at
 * is the same in every kernel.
 */
public abstract class MarkerBreakpoint extends Breakpoint implements KernelBreakpoint {
    /** What it stops at. */
    public abstract BreakpointSpec spec();

    @Override
    public final Optional<BreakpointSpec> spec(RecordedSources sources) {
        return Optional.of(spec());
    }

    /**
     * Changes what it stops at.
     *
     * @param spec of the same kind as before
     */
    public final void setSpec(BreakpointSpec spec) throws CoreException {
        change(KernelBreakpoints.attributes(spec));
    }

    /** Changes attributes of the marker together. */
    final void change(Map<String, Object> attributes) throws CoreException {
        String[] names = attributes.keySet().toArray(String[]::new);
        ensureMarker().setAttributes(names, attributes.values().toArray());
    }

    @Override
    public String describe() {
        return spec().describe();
    }

    @Override
    public final String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }
}
