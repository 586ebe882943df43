package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.machine.CodeLocation;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;

import java.util.OptionalLong;

/** The command Run to Line in the view: to the instruction that the cursor is at. */
final class RunToInstruction implements IRunToLineTarget {
    private static final String RESUME = "org.eclipse.debug.ui.commands.Resume";

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
        OptionalLong paddr = code.physical();
        if (target.isFollowing()) {
            target.stopOnce(
                    paddr.isPresent()
                            ? new BreakpointSpec.AtPhysicalAddress(paddr.getAsLong())
                            : new BreakpointSpec.AtAddress(code.address()));
            resumeOther();
        } else {
            target.runTo(
                    paddr.isPresent()
                            ? CodeLocation.physical(paddr.getAsLong())
                            : CodeLocation.at(code.address()));
        }
    }

    /**
     * Lets the debugger that the Debug view shows resume, as it would not know of a run of ours.
     */
    private static void resumeOther() {
        try {
            PlatformUI.getWorkbench()
                    .getService(IHandlerService.class)
                    .executeCommand(RESUME, null);
        } catch (CommandException e) {
            ILog.of(RunToInstruction.class).error("The session cannot be resumed.", e);
        }
    }
}
