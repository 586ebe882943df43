package dev.framescope.ide.ui.model;

import dev.framescope.ide.core.model.InstructionStepping;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;
import java.util.Optional;

/** Switches all machines between steps by source line and steps by instruction. */
public final class InstructionSteppingHandler extends AbstractHandler
        implements IElementUpdater, IDebugContextListener {
    private static final String COMMAND = "dev.framescope.ide.ui.commands.instructionStepping";

    /** Follows the selection in the Debug view, for the state of the button. */
    public InstructionSteppingHandler() {
        DebugUITools.getDebugContextManager().addDebugContextListener(this);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        InstructionStepping.choose(!InstructionStepping.isChosen());
        selected().ifPresent(target -> target.fireChangeEvent(DebugEvent.STATE));
        refresh();
        return null;
    }

    @Override
    public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
        element.setChecked(InstructionStepping.isChosen());
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        refresh();
    }

    private static Optional<KernelDebugTarget> selected() {
        return KernelDebugTarget.of(DebugUITools.getDebugContext());
    }

    private static void refresh() {
        ICommandService commands = PlatformUI.getWorkbench().getService(ICommandService.class);
        if (commands != null) {
            commands.refreshElements(COMMAND, null);
        }
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager().removeDebugContextListener(this);
        super.dispose();
    }
}
