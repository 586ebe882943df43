package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.ide.core.sourcelookup.RecordedSources;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.model.IBreakpoint;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps a session's breakpoints as the workspace has them: set, enabled and counted, none while all
 * are skipped. Any thread may call it.
 */
public final class BreakpointSynchronizer
        implements IBreakpointListener, IBreakpointManagerListener, SessionListener {
    /** So long changes are gathered before views are told, in ms. */
    private static final long TELLING_DELAY = 100;

    private final DebugSession session;
    private final RecordedSources sources;
    private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
    private final Job telling =
            Job.createSystem(
                    "Showing where breakpoints stop", (ICoreRunnable) monitor -> tellOfStatus());

    /** The session must not wait for it: it takes locks that are held while one waits for that. */
    private final Job updating =
            Job.createSystem("Setting breakpoints", (ICoreRunnable) monitor -> update());

    /**
     * What is set in the session; guarded by this. By identity: a breakpoint's own equality changes
     * when its marker is deleted.
     */
    private final Map<IBreakpoint, Placed> placed = new IdentityHashMap<>();

    /** Why breakpoints are not set that could be. Guarded by this. */
    private final Map<IBreakpoint, String> waiting = new IdentityHashMap<>();

    /** What views were told last. Guarded by this. */
    private final Map<IBreakpoint, String> told = new IdentityHashMap<>();

    private volatile boolean foreign;
    private volatile boolean closed;

    /** A breakpoint of the session and what of the workspace's it was made for. */
    private record Placed(Breakpoint breakpoint, BreakpointSpec spec, BreakpointOptions options) {}

    /** Makes one that does nothing before {@link #start}. */
    public BreakpointSynchronizer(DebugSession session, RecordedSources sources) {
        this.session = session;
        this.sources = sources;
    }

    /** Whether breakpoints of this kind can be set in kernels: ours, and those of CDT. */
    public static boolean supports(IBreakpoint breakpoint) {
        return Wanted.isKnown(breakpoint);
    }

    /**
     * Sets what the workspace has, and follows its changes from now on.
     *
     * @param withForeign whether CDT's breakpoints are set, too: not where CDT does that
     */
    public void start(boolean withForeign) {
        foreign = withForeign;
        manager.addBreakpointListener(this);
        manager.addBreakpointManagerListener(this);
        session.addListener(this);
        update();
        tellOfStatus();
    }

    /**
     * Takes over what the workspace has now. To be called before a run: the platform tells of a
     * changed breakpoint only when the workspace has been built.
     */
    public void update() {
        for (IBreakpoint breakpoint : manager.getBreakpoints()) {
            breakpointAdded(breakpoint);
        }
    }

    /** Follows no more. The session's breakpoints stay as they are. */
    public void close() {
        closed = true;
        session.removeListener(this);
        manager.removeBreakpointListener(this);
        manager.removeBreakpointManagerListener(this);
        List<IBreakpoint> all;
        synchronized (this) {
            all = List.copyOf(placed.keySet());
            placed.clear();
            waiting.clear();
        }
        all.forEach(manager::fireBreakpointChanged);
    }

    @Override
    public void breakpointsChanged() {
        telling.schedule(TELLING_DELAY);
    }

    @Override
    public void programsChanged() {
        updating.schedule();
    }

    /** An address space that breakpoints ask for may have come. */
    @Override
    public void spacesChanged() {
        updating.schedule();
    }

    /** Lets views show anew where breakpoints stop, and how often they did. */
    private void tellOfStatus() {
        List<IBreakpoint> changed = new ArrayList<>();
        synchronized (this) {
            for (Map.Entry<IBreakpoint, Placed> entry : placed.entrySet()) {
                Breakpoint breakpoint = entry.getValue().breakpoint();
                String now = breakpoint.hits() + breakpoint.status();
                if (!now.equals(told.put(entry.getKey(), now))) {
                    changed.add(entry.getKey());
                }
            }
        }
        changed.forEach(manager::fireBreakpointChanged);
    }

    /**
     * The workspace's breakpoints behind those of the session that were hit. Temporary ones are
     * removed, soon.
     */
    public IBreakpoint[] hit(List<Breakpoint> hit) {
        List<IBreakpoint> all = new ArrayList<>();
        List<IBreakpoint> over = new ArrayList<>();
        synchronized (this) {
            placed.forEach(
                    (breakpoint, place) -> {
                        if (hit.contains(place.breakpoint())) {
                            (place.options().temporary() ? over : all).add(breakpoint);
                        }
                    });
        }
        if (!over.isEmpty()) {
            IBreakpoint[] gone = over.toArray(IBreakpoint[]::new);
            Job.createSystem(
                            "Removing a temporary breakpoint",
                            (ICoreRunnable) monitor -> manager.removeBreakpoints(gone, true))
                    .schedule();
        }
        return all.toArray(IBreakpoint[]::new);
    }

    /** What is set in the session, by the workspace's breakpoints; as it is now. */
    public synchronized Map<IBreakpoint, Breakpoint> placed() {
        Map<IBreakpoint, Breakpoint> all = new IdentityHashMap<>();
        placed.forEach((breakpoint, place) -> all.put(breakpoint, place.breakpoint()));
        return all;
    }

    /** Where a breakpoint stops in this session, or why it does not; empty if it is not set. */
    public synchronized Optional<String> status(IBreakpoint breakpoint) {
        return Optional.ofNullable(placed.get(breakpoint))
                .map(p -> p.breakpoint().status())
                .or(() -> Optional.ofNullable(waiting.get(breakpoint)));
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        boolean ours = breakpoint instanceof KernelBreakpoint;
        if (!closed && (ours || foreign && supports(breakpoint))) {
            synchronize(breakpoint);
        }
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
        breakpointAdded(breakpoint);
    }

    @Override
    public synchronized void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
        waiting.remove(breakpoint);
        told.remove(breakpoint);
        remove(breakpoint);
    }

    private void remove(IBreakpoint breakpoint) {
        Placed gone = placed.remove(breakpoint);
        if (gone != null) {
            session.remove(gone.breakpoint());
        }
    }

    @Override
    public void breakpointManagerEnablementChanged(boolean enabled) {
        update();
    }

    private synchronized void synchronize(IBreakpoint breakpoint) {
        try {
            Optional<Wanted> wanted = Wanted.of(breakpoint, sources);
            waiting.remove(breakpoint);
            if (wanted.isEmpty()) {
                remove(breakpoint);
                return;
            }
            Optional<BreakpointOptions> options = options(wanted.get());
            if (options.isEmpty()) {
                remove(breakpoint);
                waiting.put(
                        breakpoint,
                        "pending: no address space is named " + wanted.get().spaceName());
                return;
            }
            place(breakpoint, wanted.get().spec(), options.get())
                    .setEnabled(manager.isEnabled() && breakpoint.isEnabled());
        } catch (CoreException e) {
            // The marker went away meanwhile; the platform tells of the removal too.
            ILog.of(getClass()).info("A breakpoint is gone before it could be set", e);
        }
    }

    /** The options in this session; empty if there is no address space of the name. */
    private Optional<BreakpointOptions> options(Wanted wanted) {
        if (wanted.spaceName().isEmpty()) {
            return Optional.of(wanted.options());
        }
        OptionalLong root = session.addressSpaceNamed(wanted.spaceName());
        return root.isPresent()
                ? Optional.of(wanted.options().withSpace(root.getAsLong()))
                : Optional.empty();
    }

    /** Sets it, or changes what is set. */
    private Breakpoint place(
            IBreakpoint breakpoint, BreakpointSpec spec, BreakpointOptions options) {
        Placed before = placed.get(breakpoint);
        if (before == null || !before.spec().equals(spec)) {
            remove(breakpoint);
            before = new Placed(session.add(spec, options), spec, options);
            placed.put(breakpoint, before);
        } else if (!before.options().equals(options)) {
            before.breakpoint().setOptions(options);
            placed.put(breakpoint, new Placed(before.breakpoint(), spec, options));
        }
        return before.breakpoint();
    }
}
