package dev.framescope.ide.ui.model;

import dev.framescope.ide.core.model.StepSettings;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;

/** Switches one of {@link StepSettings}, which the extension names behind a colon. */
public final class StepSettingHandler extends AbstractHandler
        implements IElementUpdater, IExecutableExtension {
    private String preference = "";

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        preference = String.valueOf(data);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        StepSettings.set(preference, !StepSettings.isOn(preference));
        HandlerUtil.getActiveWorkbenchWindow(event)
                .getService(ICommandService.class)
                .refreshElements(event.getCommand().getId(), null);
        return null;
    }

    @Override
    public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
        element.setChecked(StepSettings.isOn(preference));
    }
}
