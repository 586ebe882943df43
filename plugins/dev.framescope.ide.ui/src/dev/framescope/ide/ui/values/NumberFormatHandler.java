package dev.framescope.ide.ui.values;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.core.model.ValueView;
import dev.framescope.ide.core.model.ValueViews;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.ISelectionService;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the selected values' numbers in another format, which the workspace remembers for each
 * variable; the usual one is what the view has for all.
 */
public final class NumberFormatHandler extends AbstractHandler implements IElementUpdater {
    private static final String FORMAT = "dev.framescope.ide.ui.format";

    @Override
    public Object execute(ExecutionEvent event) {
        Optional<ValueFormat> format = format(event.getParameter(FORMAT));
        List<KernelValue> values = SelectedValues.of(event);
        for (KernelValue value : values) {
            ValueView view = ValueViews.of(value.key());
            ValueViews.set(value.key(), view.withFormat(format));
        }
        SelectedValues.refresh(values);
        return null;
    }

    /** Checks the format that all selected values have. */
    @Override
    public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
        Optional<ValueFormat> format = format(parameters.get(FORMAT));
        ISelectionService selection =
                PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null
                        ? null
                        : PlatformUI.getWorkbench()
                                .getActiveWorkbenchWindow()
                                .getSelectionService();
        List<KernelValue> values =
                selection == null ? List.of() : SelectedValues.of(selection.getSelection());
        element.setChecked(
                !values.isEmpty()
                        && values.stream()
                                .allMatch(v -> ValueViews.of(v.key()).format().equals(format)));
    }

    /** A format by its name; none for what is usual. */
    private static Optional<ValueFormat> format(Object name) {
        return name == null || name.equals("USUAL")
                ? Optional.empty()
                : Optional.of(ValueFormat.valueOf(name.toString()));
    }
}
