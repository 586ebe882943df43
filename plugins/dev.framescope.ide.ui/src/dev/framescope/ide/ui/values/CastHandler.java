package dev.framescope.ide.ui.values;

import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.core.model.ValueViews;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;

import java.util.List;

/** Shows the selected values as another type, which the workspace remembers. */
public final class CastHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        List<KernelValue> values = SelectedValues.of(event);
        if (values.isEmpty()) {
            return null;
        }
        KernelValue first = values.getFirst();
        String before = ValueViews.of(first.key()).cast();
        InputDialog dialog =
                new InputDialog(
                        HandlerUtil.getActiveShellChecked(event),
                        "Cast To",
                        "Show "
                                + first.node().name()
                                + " as this type, such as 'struct page *' or 'u8' (nothing: "
                                + "its own type; a type that does not fit is not used):",
                        before.isEmpty() ? first.getReferenceTypeName() : before,
                        null);
        if (dialog.open() == Window.OK) {
            for (KernelValue value : values) {
                String type = dialog.getValue().strip();
                boolean own =
                        ValueViews.of(value.key()).cast().isEmpty()
                                && type.equals(value.getReferenceTypeName());
                ValueViews.set(value.key(), ValueViews.of(value.key()).withCast(own ? "" : type));
            }
            SelectedValues.refresh(values);
        }
        return null;
    }
}
