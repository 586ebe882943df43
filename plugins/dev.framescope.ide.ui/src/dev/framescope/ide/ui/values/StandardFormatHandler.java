package dev.framescope.ide.ui.values;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.ValueViews;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Shows the numbers of all variables and expressions that have no format of their own in one. */
public final class StandardFormatHandler extends AbstractHandler implements IElementUpdater {
    private static final String FORMAT = "dev.framescope.ide.ui.format";

    @Override
    public Object execute(ExecutionEvent event) {
        ValueViews.setStandard(ValueFormat.valueOf(event.getParameter(FORMAT)));
        Stream.of(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                .filter(KernelDebugTarget.class::isInstance)
                .map(KernelDebugTarget.class::cast)
                .filter(KernelDebugTarget::isSuspended)
                .forEach(KernelDebugTarget::refresh);
        SelectedValues.refresh(List.of());
        return null;
    }

    @Override
    public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
        element.setChecked(ValueViews.standard().name().equals(parameters.get(FORMAT)));
    }
}
