package dev.framescope.ide.core.model;

import dev.framescope.ide.core.launch.KernelLaunch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.debug.core.commands.IRestartHandler;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Ends machines and starts their launch configurations anew, with the kernels as they are now. */
public final class RestartCommand extends AbstractDebugCommand implements IRestartHandler {
    /** The one there is; it has no state. */
    public static final RestartCommand INSTANCE = new RestartCommand();

    private RestartCommand() {}

    @Override
    protected Object getTarget(Object element) {
        return element instanceof ILaunch
                ? element
                : DebugPlugin.getAdapter(element, ILaunch.class);
    }

    @Override
    protected boolean isExecutable(
            Object[] targets, IProgressMonitor monitor, IEnabledStateRequest request) {
        return !launches(targets).isEmpty()
                && launches(targets).stream()
                        .allMatch(launch -> launch.getLaunchConfiguration() != null);
    }

    @Override
    protected void doExecute(Object[] targets, IProgressMonitor monitor, IRequest request)
            throws CoreException {
        Set<ILaunch> launches = launches(targets);
        SubMonitor progress = SubMonitor.convert(monitor, launches.size());
        for (ILaunch launch : launches) {
            restart(launch, progress.split(1));
        }
    }

    /**
     * Restarts one launch, when it has ended. The old one leaves the Debug view; one of another
     * debugger, which may still be tidying up, when the platform removes what has terminated.
     * Waits: not for the UI thread.
     *
     * @throws CoreException if it does not end, or cannot be started again
     */
    public static void restart(ILaunch launch, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, 2);
        TerminationWaiter.terminate(launch, progress.split(1));
        if (launch instanceof KernelLaunch) {
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
        launch.getLaunchConfiguration().launch(launch.getLaunchMode(), progress.split(1), true);
    }

    private static Set<ILaunch> launches(Object[] targets) {
        Set<ILaunch> launches = new LinkedHashSet<>();
        Arrays.stream(targets)
                .filter(Objects::nonNull)
                .map(ILaunch.class::cast)
                .forEach(launches::add);
        return launches;
    }
}
