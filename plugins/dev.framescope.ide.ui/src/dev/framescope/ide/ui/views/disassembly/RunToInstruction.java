package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.machine.CodeLocation;

import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;

/** The command Run to Line in the view: to the instruction that the cursor is at. */
final class RunToInstruction implements IRunToLineTarget {
    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element) {
        return part instanceof DisassemblyView view
                && view.selectedCode().isPresent()
                && view.target().filter(KernelDebugTarget::isSuspended).isPresent();
    }

    @Override
    public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element) {
        if (part instanceof DisassemblyView view) {
            view.target().ifPresent(target -> view.selectedCode().ifPresent(c -> run(target, c)));
        }
    }

    /** Runs until a hart is about to execute an instruction: the one that is in memory there. */
    static void run(KernelDebugTarget target, DisassemblyLine.Code code) {
        target.runTo(
                code.physical().isPresent()
                        ? CodeLocation.physical(code.physical().getAsLong())
                        : CodeLocation.at(code.address()));
    }
}
