package dev.framescope.ide.ui.views.disassembly;

import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetExtension;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;

/** The command Toggle Breakpoint in the view: at the instruction that the cursor is at. */
final class ToggleInstructionBreakpoint implements IToggleBreakpointsTargetExtension {
    @Override
    public boolean canToggleBreakpoints(IWorkbenchPart part, ISelection selection) {
        return part instanceof DisassemblyView view && view.selectedCode().isPresent();
    }

    @Override
    public void toggleBreakpoints(IWorkbenchPart part, ISelection selection) {
        if (part instanceof DisassemblyView view) {
            view.pane().selectedRow().ifPresent(view::toggleBreakpoint);
        }
    }

    @Override
    public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        return canToggleBreakpoints(part, selection);
    }

    @Override
    public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        toggleBreakpoints(part, selection);
    }

    @Override
    public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        // Only instructions have breakpoints here.
    }

    @Override
    public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        // Only instructions have breakpoints here.
    }
}
