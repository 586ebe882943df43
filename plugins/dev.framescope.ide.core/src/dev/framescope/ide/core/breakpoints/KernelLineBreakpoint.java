package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.LineBreakpoint;

import java.util.Map;
import java.util.Optional;

/** Stops where the code of a source line begins. */
public final class KernelLineBreakpoint extends LineBreakpoint implements KernelBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.lineBreakpoint";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelLineBreakpoint() {}

    /**
     * Creates an enabled breakpoint and adds it to the workspace's.
     *
     * @param file a source file
     * @param line line number from 1
     */
    public static KernelLineBreakpoint create(IResource file, int line) throws CoreException {
        return create(file, line, BreakpointOptions.NONE);
    }

    /** As {@link #create(IResource, int)}, with options. */
    public static KernelLineBreakpoint create(IResource file, int line, BreakpointOptions options)
            throws CoreException {
        Map<String, Object> attributes = OptionAttributes.map(options, "");
        attributes.put(IMarker.LINE_NUMBER, line);
        return KernelBreakpoints.add(new KernelLineBreakpoint(), file, MARKER, attributes);
    }

    /** The workspace's breakpoint of ours at a line, if there is one. */
    public static Optional<KernelLineBreakpoint> at(IResource file, int line) {
        return KernelBreakpoints.all().stream()
                .filter(KernelLineBreakpoint.class::isInstance)
                .map(KernelLineBreakpoint.class::cast)
                .filter(breakpoint -> breakpoint.isAt(file, line))
                .findFirst();
    }

    private boolean isAt(IResource file, int line) {
        IMarker marker = getMarker();
        return marker != null && marker.getResource().equals(file) && line() == line;
    }

    /** The line, from 1. */
    public int line() {
        return getMarker().getAttribute(IMarker.LINE_NUMBER, 0);
    }

    /** The source file. */
    public IResource file() {
        return getMarker().getResource();
    }

    @Override
    public Optional<BreakpointSpec> spec(RecordedSources sources) {
        return Optional.ofNullable(file().getLocation())
                .map(IPath::toPath)
                .flatMap(sources::recordedFor)
                .map(file -> new BreakpointSpec.AtLine(file, line()));
    }

    @Override
    public String describe() {
        return file().getName() + ":" + line();
    }

    @Override
    public String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }
}
