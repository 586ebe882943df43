package dev.framescope.ide.core.launch;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.cdt.CdtHandOver;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.machine.MachineException;
import dev.framescope.symbols.SymbolException;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;

import java.util.Optional;

/**
 * Starts a machine with a kernel: under the debugger in debug mode, with nothing but its console in
 * run mode. The platform calls it in a job.
 */
public final class KernelLaunchDelegate extends LaunchConfigurationDelegate {
    @Override
    public ILaunch getLaunch(ILaunchConfiguration configuration, String mode) throws CoreException {
        if (ILaunchManager.DEBUG_MODE.equals(mode) && CdtHandOver.isChosen(configuration)) {
            return CdtHandOver.createLaunch(configuration, LaunchSettings.read(configuration));
        }
        CdtHandOver.forget(configuration);
        return new KernelLaunch(configuration, mode);
    }

    @Override
    protected IProject[] getBuildOrder(ILaunchConfiguration configuration, String mode)
            throws CoreException {
        Optional<IProject> project = KernelPath.projectOf(configuration);
        return project.isEmpty()
                ? new IProject[0]
                : computeReferencedBuildOrder(new IProject[] {project.get()});
    }

    @Override
    public void launch(
            ILaunchConfiguration configuration,
            String mode,
            ILaunch launch,
            IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Starting the RV64 machine", 3);
        LaunchSettings settings = LaunchSettings.read(configuration);
        progress.worked(1);
        progress.subTask("Loading " + settings.kernel().file().getFileName());
        DebugSession session = start(settings);
        boolean launched = false;
        try {
            progress.worked(1);
            if (!progress.isCanceled()) {
                if (launch instanceof KernelLaunch) {
                    run(settings, session, mode, launch);
                    launched = true;
                } else {
                    IProgressMonitor rest = progress.split(1);
                    launched = CdtHandOver.launch(configuration, launch, session, rest);
                }
            }
        } finally {
            if (!launched) {
                session.close();
            }
        }
        progress.done();
    }

    private static DebugSession start(LaunchSettings settings) throws CoreException {
        try {
            return DebugSession.start(settings.sessionConfig());
        } catch (SymbolException e) {
            throw FramescopeCore.failure(KernelProbe.unusable(e), e);
        } catch (MachineException | IllegalArgumentException e) {
            throw FramescopeCore.failure(e.getMessage(), e);
        }
    }

    private static void run(
            LaunchSettings settings, DebugSession session, String mode, ILaunch launch)
            throws CoreException {
        boolean debug = ILaunchManager.DEBUG_MODE.equals(mode);
        if (debug) {
            stopAt(settings, session);
        }
        KernelProcess process = new KernelProcess(launch, session);
        launch.addProcess(process);
        if (debug) {
            KernelDebugTarget target = new KernelDebugTarget(launch, process, session);
            launch.addDebugTarget(target);
            target.start();
        } else {
            session.resume();
        }
    }

    private static void stopAt(LaunchSettings settings, DebugSession session) throws CoreException {
        Optional<String> function = settings.stopAt().or(session.kernel()::defaultStopAt);
        if (function.isEmpty()) {
            return;
        }
        Breakpoint breakpoint = session.addTemporary(new BreakpointSpec.AtFunction(function.get()));
        if (breakpoint.locations().isEmpty()) {
            throw FramescopeCore.failure(
                    KernelProbe.noSuchFunction(function.get(), session.kernel()));
        }
    }
}
