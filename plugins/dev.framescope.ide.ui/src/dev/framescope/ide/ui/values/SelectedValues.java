package dev.framescope.ide.ui.values;

import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.core.model.KernelVariable;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IExpression;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.handlers.HandlerUtil;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of a kernel that are selected in a view. */
public final class SelectedValues {
    private SelectedValues() {}

    /** Those that a command is about. */
    static List<KernelValue> of(ExecutionEvent event) {
        return of(HandlerUtil.getCurrentSelection(event));
    }

    /** Those in a selection. */
    public static List<KernelValue> of(ISelection selection) {
        List<KernelValue> values = new ArrayList<>();
        if (selection instanceof IStructuredSelection elements) {
            for (Object element : elements) {
                of(element).ifPresent(values::add);
            }
        }
        return values;
    }

    private static Optional<KernelValue> of(Object element) {
        return switch (element) {
            case KernelVariable variable -> Optional.of(variable.getValue());
            case IExpression expression when expression.getValue() instanceof KernelValue value ->
                    Optional.of(value);
            case null, default -> Optional.empty();
        };
    }

    /** Has values read and shown again, after the way to show them was changed. */
    static void refresh(List<KernelValue> values) {
        values.stream().map(KernelValue::getDebugTarget).distinct().forEach(t -> t.refresh());
        for (IExpression expression :
                DebugPlugin.getDefault().getExpressionManager().getExpressions()) {
            if (expression instanceof IWatchExpression watched
                    && watched.getValue() instanceof KernelValue) {
                watched.evaluate();
            }
        }
    }
}
