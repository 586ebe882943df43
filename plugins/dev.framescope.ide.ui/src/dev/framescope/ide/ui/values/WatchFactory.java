package dev.framescope.ide.ui.values;

import dev.framescope.ide.core.model.KernelVariable;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapter;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapter2;

/** What the platform's command Watch watches of a variable: the expression that names it. */
public final class WatchFactory implements IAdapterFactory {
    private static final IWatchExpressionFactoryAdapter2 WATCH =
            new IWatchExpressionFactoryAdapter2() {
                @Override
                public boolean canCreateWatchExpression(Object element) {
                    return element instanceof KernelVariable variable
                            && !variable.getValue().node().expression().isEmpty();
                }

                @Override
                public String createWatchExpression(Object element) {
                    return ((KernelVariable) element).getValue().node().expression();
                }
            };

    @Override
    public <T> T getAdapter(Object element, Class<T> type) {
        return element instanceof KernelVariable && type.isInstance(WATCH)
                ? type.cast(WATCH)
                : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {
            IWatchExpressionFactoryAdapter.class, IWatchExpressionFactoryAdapter2.class
        };
    }
}
