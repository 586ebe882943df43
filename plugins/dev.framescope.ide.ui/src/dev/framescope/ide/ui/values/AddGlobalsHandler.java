package dev.framescope.ide.ui.values;

import dev.framescope.debugger.program.Program;
import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;

import java.util.List;
import java.util.Optional;

/** Lets a person choose among the selected program's global variables, and watches those. */
public final class AddGlobalsHandler extends AbstractHandler {
    private static final String TITLE = "Add Global Variables";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Optional<KernelStackFrame> frame = KernelStackFrame.of(DebugUITools.getDebugContext());
        if (frame.isEmpty()) {
            MessageDialog.openInformation(
                    window.getShell(),
                    TITLE,
                    "Suspend a kernel and select a stack frame of the program whose variables you"
                            + " want to see.");
            return null;
        }
        Program program =
                frame.get()
                        .frame()
                        .program()
                        .orElseGet(
                                () -> frame.get().getDebugTarget().session().programs().getFirst());
        Display display = window.getShell().getDisplay();
        // The names of all variables are read out of the debug information.
        ICoreRunnable work =
                monitor -> {
                    List<String> names =
                            program.symbols().globalNames("").stream()
                                    .filter(name -> !name.startsWith("<")) // vtables of Rust
                                    .toList();
                    display.asyncExec(() -> choose(window, frame.get(), program, names));
                };
        Job.create("Reading the variables of " + program.name(), work).schedule();
        return null;
    }

    private static void choose(
            IWorkbenchWindow window, KernelStackFrame frame, Program program, List<String> names) {
        if (window.getShell() == null || window.getShell().isDisposed()) {
            return;
        }
        ElementListSelectionDialog dialog =
                new ElementListSelectionDialog(window.getShell(), new LabelProvider());
        dialog.setTitle(TITLE);
        dialog.setMessage(
                "Variables of " + program.name() + " to watch (* and ? stand for any text):");
        dialog.setElements(names.toArray());
        dialog.setMultipleSelection(true);
        dialog.setEmptyListMessage(
                program.name() + " has no debug information about global variables.");
        dialog.setHelpAvailable(false);
        if (dialog.open() == Window.OK) {
            watch(window, frame, dialog.getResult());
        }
    }

    private static void watch(IWorkbenchWindow window, KernelStackFrame frame, Object[] names) {
        IExpressionManager manager = DebugPlugin.getDefault().getExpressionManager();
        for (Object name : names) {
            IWatchExpression expression = manager.newWatchExpression(name.toString());
            manager.addExpression(expression);
            expression.setExpressionContext(frame);
        }
        try {
            window.getActivePage().showView(IDebugUIConstants.ID_EXPRESSION_VIEW);
        } catch (PartInitException e) {
            ILog.of(AddGlobalsHandler.class).error("The Expressions view cannot be opened", e);
        }
    }
}
