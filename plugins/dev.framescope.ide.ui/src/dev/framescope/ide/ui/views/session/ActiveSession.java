package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.debugger.SessionStop;
import dev.framescope.debugger.StepKind;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.machine.StopReason;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchWindow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The kernel that a workbench window's debug context is about, read once at every stop (and now and
 * then while it runs) for all views of the window. UI thread only.
 */
public final class ActiveSession {
    static final String NOTHING_DEBUGGED =
            "No kernel is being debugged.\n\n"
                + "Select its ELF file and choose Debug As > RV64 Kernel, or create the example:"
                + " File > New > Example.";

    private static final Map<IWorkbenchWindow, ActiveSession> BY_WINDOW = new HashMap<>();

    private final IWorkbenchWindow window;
    private final IDebugContextService contexts;
    private final List<SessionObserver> observers = new CopyOnWriteArrayList<>();
    private final List<TargetListener> targetListeners = new CopyOnWriteArrayList<>();
    private final IDebugContextListener contextListener = event -> follow(event.getContext());
    private final SessionListener sessionListener = new Refresher();
    private final SnapshotJob job;
    private DebugContext context = DebugContext.NONE;
    private Optional<SessionSnapshot> snapshot = Optional.empty();
    private String message = NOTHING_DEBUGGED;

    private ActiveSession(IWorkbenchWindow window) {
        this.window = window;
        contexts = DebugUITools.getDebugContextManager().getContextService(window);
        job =
                new SnapshotJob(
                        window.getShell().getDisplay(),
                        this::prepare,
                        this::received,
                        this::failed);
    }

    /** The window's session; the same object as long as anybody observes it. */
    public static ActiveSession of(IWorkbenchWindow window) {
        return BY_WINDOW.computeIfAbsent(window, ActiveSession::new);
    }

    /** Adds an observer and tells it at once what there is. */
    public void addObserver(SessionObserver observer) {
        if (observers.isEmpty()) {
            contexts.addDebugContextListener(contextListener);
            follow(contexts.getActiveContext());
        }
        observers.add(observer);
        snapshot.ifPresentOrElse(observer::show, () -> observer.showNothing(message));
    }

    /** Removes an observer; nothing is read any more when the last one has gone. */
    public void removeObserver(SessionObserver observer) {
        observers.remove(observer);
        if (observers.isEmpty()) {
            contexts.removeDebugContextListener(contextListener);
            switchTo(DebugContext.NONE);
            BY_WINDOW.remove(window, this);
        }
    }

    /** Receives what the reader points at in any view. */
    public void addTargetListener(TargetListener listener) {
        targetListeners.add(listener);
    }

    public void removeTargetListener(TargetListener listener) {
        targetListeners.remove(listener);
    }

    /** Tells all views what the reader points at. */
    public void reveal(RichText.Target target) {
        targetListeners.forEach(listener -> listener.reveal(target));
    }

    /** What was read last of the current session. */
    public Optional<SessionSnapshot> snapshot() {
        return snapshot;
    }

    private void follow(ISelection selection) {
        switchTo(DebugContext.of(selection));
    }

    private void switchTo(DebugContext next) {
        if (next.equals(context)) {
            return;
        }
        Optional<DebugSession> before = context.session();
        context = next;
        if (!next.session().equals(before)) {
            before.ifPresent(session -> session.removeListener(sessionListener));
            next.session().ifPresent(session -> session.addListener(sessionListener));
        }
        job.read(next);
        if (next.session().isEmpty()) {
            nothing(NOTHING_DEBUGGED);
        }
    }

    /** Called in the job that has read it. */
    private void prepare(SessionSnapshot next) {
        observers.forEach(observer -> observer.prepare(next));
    }

    private void received(SessionSnapshot next) {
        if (context.session().filter(next.session()::equals).isPresent()) {
            snapshot = Optional.of(next);
            observers.forEach(observer -> observer.show(next));
        }
    }

    private void failed(DebugSession session, String reason) {
        if (context.session().filter(session::equals).isPresent()) {
            nothing("The kernel's state cannot be read: " + reason);
        }
    }

    private void nothing(String why) {
        snapshot = Optional.empty();
        message = why;
        observers.forEach(observer -> observer.showNothing(why));
    }

    /** Reads anew when the session's state changes; called on the session's thread. */
    private final class Refresher implements SessionListener {
        @Override
        public void resumed(Optional<StepKind> step) {
            job.readSoon();
        }

        @Override
        public void suspended(SessionStop stop) {
            job.readStop();
        }

        @Override
        public void terminated(StopReason reason) {
            job.readNow();
        }
    }
}
