package dev.framescope.ide.ui.views.session;

import dev.framescope.ide.core.cdt.GdbContext;
import dev.framescope.ide.core.model.HartThread;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Tells what is selected in a window's Debug view as an element of our debug model, also where the
 * Debug view shows CDT's: then again when the machine has been read, which is after CDT has shown
 * the stop. UI thread only.
 */
public final class ContextFollower
        implements IDebugContextListener, IDebugEventSetListener, AutoCloseable {
    private final Display display;
    private final IDebugContextService contexts;
    private final Consumer<Object> receiver;
    private boolean closed;

    /**
     * @param receiver called with an element, or null where there is none
     */
    public ContextFollower(IWorkbenchWindow window, Consumer<Object> receiver) {
        display = window.getShell().getDisplay();
        contexts = DebugUITools.getDebugContextManager().getContextService(window);
        this.receiver = receiver;
        contexts.addDebugContextListener(this);
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    /** Tells what is selected now. */
    public void tell() {
        receiver.accept(element(contexts.getActiveContext()));
    }

    private static Object element(ISelection selection) {
        return selection instanceof IStructuredSelection elements
                ? GdbContext.toKernel(elements.getFirstElement())
                : null;
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        receiver.accept(element(event.getContext()));
    }

    /** Called on any thread. */
    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        boolean read =
                Arrays.stream(events)
                        .anyMatch(
                                event ->
                                        event.getKind() == DebugEvent.SUSPEND
                                                && event.getSource() instanceof HartThread hart
                                                && hart.getDebugTarget().isFollowing());
        if (read && !display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!closed) {
                            tell();
                        }
                    });
        }
    }

    @Override
    public void close() {
        closed = true;
        contexts.removeDebugContextListener(this);
        DebugPlugin.getDefault().removeDebugEventListener(this);
    }
}
