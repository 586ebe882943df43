package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.model.IBreakpoint;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a session's breakpoints as the workspace has them: set, enabled and counted, none while all
 * are skipped. Any thread may call it.
 */
public final class BreakpointSynchronizer
        implements IBreakpointListener, IBreakpointManagerListener {
    private final DebugSession session;
    private final RecordedSources sources;
    private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();

    /**
     * What is set in the session; guarded by this. By identity: a breakpoint's own equality changes
     * when its marker is deleted.
     */
    private final Map<IBreakpoint, Placed> placed = new IdentityHashMap<>();

    /** A breakpoint of the session and what of the workspace's it was made for. */
    private record Placed(Breakpoint breakpoint, BreakpointSpec spec, int hitCount) {}

    /** Makes one that does nothing before {@link #start}. */
    public BreakpointSynchronizer(DebugSession session, RecordedSources sources) {
        this.session = session;
        this.sources = sources;
    }

    /** Sets what the workspace has, and follows its changes from now on. */
    public void start() {
        manager.addBreakpointListener(this);
        manager.addBreakpointManagerListener(this);
        update();
        tellOfStatus();
    }

    /**
     * Takes over what the workspace has now. To be called before a run: the platform tells of a
     * changed breakpoint only when the workspace has been built.
     */
    public void update() {
        for (IBreakpoint breakpoint : manager.getBreakpoints(FramescopeCore.DEBUG_MODEL_ID)) {
            breakpointAdded(breakpoint);
        }
    }

    /** Follows no more. The session's breakpoints stay as they are. */
    public void close() {
        manager.removeBreakpointListener(this);
        manager.removeBreakpointManagerListener(this);
        tellOfStatus();
        synchronized (this) {
            placed.clear();
        }
    }

    /** Lets views show anew where breakpoints stop. */
    private void tellOfStatus() {
        List<IBreakpoint> all;
        synchronized (this) {
            all = List.copyOf(placed.keySet());
        }
        all.forEach(manager::fireBreakpointChanged);
    }

    /** The workspace's breakpoints behind those of the session. */
    public synchronized IBreakpoint[] platformBreakpoints(List<Breakpoint> hit) {
        return placed.entrySet().stream()
                .filter(entry -> hit.contains(entry.getValue().breakpoint()))
                .map(Map.Entry::getKey)
                .toArray(IBreakpoint[]::new);
    }

    /** What is set in the session, by the workspace's breakpoints; as it is now. */
    public synchronized Map<IBreakpoint, Breakpoint> placed() {
        Map<IBreakpoint, Breakpoint> all = new IdentityHashMap<>();
        placed.forEach((breakpoint, place) -> all.put(breakpoint, place.breakpoint()));
        return all;
    }

    /** Where a breakpoint stops in this session, or why it does not; empty if it is not set. */
    public synchronized Optional<String> status(IBreakpoint breakpoint) {
        return Optional.ofNullable(placed.get(breakpoint)).map(p -> p.breakpoint().status());
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        if (breakpoint instanceof KernelBreakpoint kernelBreakpoint) {
            synchronize(kernelBreakpoint);
        }
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
        breakpointAdded(breakpoint);
    }

    @Override
    public synchronized void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
        Placed gone = placed.remove(breakpoint);
        if (gone != null) {
            session.remove(gone.breakpoint());
        }
    }

    @Override
    public void breakpointManagerEnablementChanged(boolean enabled) {
        List<IBreakpoint> all;
        synchronized (this) {
            all = List.copyOf(placed.keySet());
        }
        all.forEach(this::breakpointAdded);
    }

    private synchronized void synchronize(KernelBreakpoint breakpoint) {
        try {
            Optional<BreakpointSpec> spec = specOf(breakpoint);
            Placed before = placed.get(breakpoint);
            if (spec.isEmpty()) {
                breakpointRemoved(breakpoint, null);
                return;
            }
            int hitCount = breakpoint.hitCount();
            if (before == null || !before.spec().equals(spec.get())) {
                breakpointRemoved(breakpoint, null);
                before = place(breakpoint, spec.get(), hitCount);
            } else if (before.hitCount() != hitCount) {
                before.breakpoint().setOptions(BreakpointOptions.NONE.withFirstHit(hitCount));
                placed.put(breakpoint, new Placed(before.breakpoint(), spec.get(), hitCount));
            }
            before.breakpoint().setEnabled(manager.isEnabled() && breakpoint.isEnabled());
        } catch (CoreException e) {
            // The marker went away meanwhile; the platform tells of the removal too.
            ILog.of(getClass()).info("A breakpoint is gone before it could be set", e);
        }
    }

    private Placed place(KernelBreakpoint breakpoint, BreakpointSpec spec, int hitCount) {
        Placed place =
                new Placed(
                        session.add(spec, BreakpointOptions.NONE.withFirstHit(hitCount)),
                        spec,
                        hitCount);
        placed.put(breakpoint, place);
        return place;
    }

    /** What a breakpoint means in this kernel; empty if it is in a file of another program. */
    private Optional<BreakpointSpec> specOf(KernelBreakpoint breakpoint) {
        return switch (breakpoint) {
            case KernelFunctionBreakpoint f ->
                    Optional.of(new BreakpointSpec.AtFunction(f.function()));
            case KernelAddressBreakpoint a ->
                    Optional.of(new BreakpointSpec.AtAddress(a.address()));
            case KernelLineBreakpoint l -> {
                IPath location = l.file().getLocation();
                Optional<Path> path = Optional.ofNullable(location).map(IPath::toPath);
                yield path.flatMap(sources::recordedFor)
                        .map(file -> new BreakpointSpec.AtLine(file, l.line()));
            }
            default -> Optional.empty();
        };
    }
}
