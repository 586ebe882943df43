package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.cdt.GdbContext;
import dev.framescope.ide.core.model.HartElement;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;

import java.util.Optional;

/**
 * What a debug context means to the views.
 *
 * @param session the kernel's session; empty if the context is about something else
 * @param hart the selected hart, 0 where none is selected
 * @param following whether another debugger runs the session, by many short runs for each step
 */
record DebugContext(Optional<DebugSession> session, int hart, boolean following) {
    static final DebugContext NONE = new DebugContext(Optional.empty(), 0, false);

    /** Reads a selection of the Debug view. */
    static DebugContext of(ISelection selection) {
        if (!(selection instanceof IStructuredSelection elements) || elements.isEmpty()) {
            return NONE;
        }
        Object element = GdbContext.toKernel(elements.getFirstElement());
        int hart = element instanceof HartElement selected ? selected.hartId() : 0;
        return KernelDebugTarget.of(element)
                .map(
                        target ->
                                new DebugContext(
                                        Optional.of(target.session()), hart, target.isFollowing()))
                .orElse(NONE);
    }
}
