package dev.framescope.ide.core.cdt;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.ide.core.model.RestartCommand;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.commands.IRestartHandler;

import java.util.Optional;

/**
 * Gives CDT's elements of a launch with a machine the way to it, and the command Restart, which CDT
 * has for local programs only.
 */
public final class CdtAdapters implements IAdapterFactory {
    @Override
    public <T> T getAdapter(Object element, Class<T> adapter) {
        Optional<KernelProcess> process = KernelProcess.of(element);
        if (process.isEmpty()) {
            return null;
        }
        if (adapter == DebugSession.class) {
            return adapter.cast(process.get().session());
        }
        return adapter == IRestartHandler.class ? adapter.cast(RestartCommand.INSTANCE) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {DebugSession.class, IRestartHandler.class};
    }
}
