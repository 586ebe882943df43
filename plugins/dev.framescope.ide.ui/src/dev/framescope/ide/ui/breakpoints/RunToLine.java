package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;

import java.util.Optional;

/** Runs a suspended kernel to the line that the cursor is in. */
public final class RunToLine implements IRunToLineTarget {
    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element) {
        return element != null
                && KernelDebugTarget.of(element).filter(KernelDebugTarget::isSuspended).isPresent()
                && SourceFiles.path(part).isPresent();
    }

    @Override
    public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element)
            throws CoreException {
        Optional<KernelDebugTarget> target = KernelDebugTarget.of(element);
        if (target.isEmpty() || !(selection instanceof ITextSelection text)) {
            return;
        }
        int line = text.getStartLine() + 1;
        Optional<String> file = SourceFiles.path(part).flatMap(target.get().sources()::recordedFor);
        try {
            target.get().runToLine(file.orElse(part.getTitle()), line);
        } catch (IllegalArgumentException e) {
            throw FramescopeCore.failure(
                    "No program that is debugged has code for line "
                            + line
                            + " of "
                            + part.getTitle()
                            + ", nor for one after it.",
                    e);
        }
    }
}
