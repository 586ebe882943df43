package dev.framescope.ide.core.launch;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.ide.core.model.RestartCommand;

import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.commands.IRestartHandler;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A launch of a kernel. Leads from the launch, which views may have selected, to the machine. */
public final class KernelLaunch extends Launch {
    /** A launch without source locator: the platform makes it from the configuration's type. */
    public KernelLaunch(ILaunchConfiguration configuration, String mode) {
        super(configuration, mode, null);
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == IRestartHandler.class) {
            return adapter.cast(RestartCommand.INSTANCE);
        }
        if (adapter == KernelDebugTarget.class) {
            return first(Arrays.stream(getDebugTargets()), adapter);
        }
        if (adapter == KernelProcess.class) {
            return first(Arrays.stream(getProcesses()), adapter);
        }
        if (adapter == DebugSession.class) {
            KernelProcess process = getAdapter(KernelProcess.class);
            return process == null ? null : adapter.cast(process.session());
        }
        return super.getAdapter(adapter);
    }

    private static <T> T first(Stream<?> elements, Class<T> type) {
        return elements.filter(Objects::nonNull)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
