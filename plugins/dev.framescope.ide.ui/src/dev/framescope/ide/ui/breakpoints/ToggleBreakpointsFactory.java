package dev.framescope.ide.ui.breakpoints;

import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;

import java.util.Set;

/** Offers kernel breakpoints in text editors on source files, and watchpoints on variables. */
public final class ToggleBreakpointsFactory implements IToggleBreakpointsTargetFactory {
    private static final String TARGET = "dev.framescope.ide.ui.toggleKernelLineBreakpoint";

    @Override
    public Set<String> getToggleTargets(IWorkbenchPart part, ISelection selection) {
        return isFor(part, selection) ? Set.of(TARGET) : Set.of();
    }

    @Override
    public String getDefaultToggleTarget(IWorkbenchPart part, ISelection selection) {
        return isFor(part, selection) ? TARGET : null;
    }

    private static boolean isFor(IWorkbenchPart part, ISelection selection) {
        return SourceFiles.workspaceFile(part).isPresent() || Watching.isPossible(selection);
    }

    @Override
    public IToggleBreakpointsTarget createToggleTarget(String id) {
        return TARGET.equals(id) ? new ToggleLineBreakpoint() : null;
    }

    @Override
    public String getToggleTargetName(String id) {
        return "RV64 Kernel Breakpoints";
    }

    @Override
    public String getToggleTargetDescription(String id) {
        return "Breakpoints in kernel code that Framescope debugs.";
    }
}
