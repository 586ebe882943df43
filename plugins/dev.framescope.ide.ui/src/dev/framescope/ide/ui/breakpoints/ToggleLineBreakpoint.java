package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.breakpoints.KernelLineBreakpoint;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetExtension2;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPart;

import java.util.Optional;

/**
 * Sets a line breakpoint where there is none, and removes it where there is one; by the mouse with
 * Shift or Ctrl, asks for its condition or message. Sets watchpoints on what is selected.
 */
final class ToggleLineBreakpoint implements IToggleBreakpointsTargetExtension2 {
    @Override
    public boolean canToggleBreakpoints(IWorkbenchPart part, ISelection selection) {
        return canToggleLineBreakpoints(part, selection);
    }

    @Override
    public void toggleBreakpoints(IWorkbenchPart part, ISelection selection) {
        toggleLineBreakpoints(part, selection);
    }

    @Override
    public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        return selection instanceof ITextSelection && SourceFiles.workspaceFile(part).isPresent();
    }

    @Override
    public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        Optional<IFile> file = SourceFiles.workspaceFile(part);
        if (file.isPresent() && selection instanceof ITextSelection text) {
            int line = text.getStartLine() + 1;
            Job job =
                    Job.createSystem(
                            "Toggling a breakpoint",
                            (ICoreRunnable) monitor -> toggle(file.get(), line));
            job.schedule();
        }
    }

    /** Takes the workspace's lock, which may have to be waited for: not on the UI thread. */
    static void toggle(IFile file, int line) throws CoreException {
        Optional<KernelLineBreakpoint> existing = KernelLineBreakpoint.at(file, line);
        if (existing.isPresent()) {
            DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(existing.get(), true);
        } else {
            KernelLineBreakpoint.create(file, line);
        }
    }

    @Override
    public boolean canToggleBreakpointsWithEvent(
            IWorkbenchPart part, ISelection selection, Event event) {
        return canToggleLineBreakpoints(part, selection);
    }

    @Override
    public void toggleBreakpointsWithEvent(IWorkbenchPart part, ISelection selection, Event event) {
        boolean withProperties = event != null && (event.stateMask & (SWT.SHIFT | SWT.MOD1)) != 0;
        Optional<IFile> file = SourceFiles.workspaceFile(part);
        if (withProperties && file.isPresent() && selection instanceof ITextSelection text) {
            BreakpointProperties.openAt(part.getSite(), file.get(), text.getStartLine() + 1);
        } else {
            toggleLineBreakpoints(part, selection);
        }
    }

    @Override
    public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        // Function breakpoints have a dialog of their own.
    }

    @Override
    public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        return Watching.isPossible(selection);
    }

    @Override
    public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        Watching.ask(part.getSite().getShell(), selection);
    }
}
