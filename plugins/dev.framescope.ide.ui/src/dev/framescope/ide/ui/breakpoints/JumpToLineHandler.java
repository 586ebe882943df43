package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.ide.core.model.HartElement;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.symbols.Function;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.handlers.HandlerUtil;

import java.util.List;
import java.util.Optional;

/** Lets the selected hart go on at the line that the cursor is in, without executing anything. */
public final class JumpToLineHandler extends AbstractHandler {
    private static final String TITLE = "Jump to Line";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Object context = DebugUITools.getDebugContext();
        Optional<KernelDebugTarget> target =
                KernelDebugTarget.of(context).filter(KernelDebugTarget::isSuspended);
        IWorkbenchPart part = HandlerUtil.getActivePartChecked(event);
        Shell shell = HandlerUtil.getActiveShellChecked(event);
        if (target.isPresent()
                && HandlerUtil.getCurrentSelection(event) instanceof ITextSelection text) {
            int hart = context instanceof HartElement element ? element.hartId() : 0;
            HartThread thread = target.get().harts().get(hart);
            jump(shell, thread, part, text.getStartLine() + 1);
        }
        return null;
    }

    private static void jump(Shell shell, HartThread hart, IWorkbenchPart part, int line) {
        KernelDebugTarget target = hart.getDebugTarget();
        KernelStackFrame top = hart.getTopStackFrame();
        Optional<String> file = SourceFiles.path(part).flatMap(target.sources()::recordedFor);
        if (top == null) {
            return; // a hart that the kernel has not started
        }
        StackFrame frame = top.frame();
        Optional<Long> place = file.flatMap(recorded -> place(frame, recorded, line));
        if (place.isEmpty()) {
            MessageDialog.openInformation(
                    shell,
                    TITLE,
                    "The program that the hart is in has no code for line "
                            + line
                            + " of "
                            + part.getTitle()
                            + ", nor for one after it.");
            return;
        }
        boolean inFunction = isIn(frame, place.get());
        if (inFunction || confirm(shell, hart, line)) {
            target.jumpTo(hart.id(), place.get() + frame.pc() - frame.linkPc());
        }
    }

    /** The line's link address in the frame's program; one in the frame's function if there is. */
    private static Optional<Long> place(StackFrame frame, String file, int line) {
        List<Long> places =
                frame.program()
                        .map(Program::symbols)
                        .map(symbols -> symbols.addressesOf(file, line))
                        .orElse(List.of());
        return places.stream()
                .filter(address -> isIn(frame, address))
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    private static boolean isIn(StackFrame frame, long address) {
        Optional<Function> function =
                frame.program().flatMap(program -> program.symbols().functionAt(frame.linkPc()));
        return function.filter(f -> f.contains(address)).isPresent();
    }

    private static boolean confirm(Shell shell, HartThread hart, int line) {
        return MessageDialog.openConfirm(
                shell,
                TITLE,
                "Line "
                        + line
                        + " is not in the function that hart "
                        + hart.id()
                        + " is in. Its stack frame will not fit there, and the kernel will likely"
                        + " go astray. Jump nevertheless?");
    }
}
