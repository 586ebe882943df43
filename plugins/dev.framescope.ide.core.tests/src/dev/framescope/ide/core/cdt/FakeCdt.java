package dev.framescope.ide.core.cdt;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Does what CDT's delegate does of what matters to us: makes the launch, and runs a "GDB" in it.
 */
public final class FakeCdt extends LaunchConfigurationDelegate {
    /** What becomes of the next launch. */
    enum Plan {
        SUCCEED,
        FAIL,
        BE_CANCELLED
    }

    static final String FAILURE = "Error in final launch sequence";

    private static final AtomicReference<Plan> NEXT = new AtomicReference<>(Plan.SUCCEED);

    /** The launch that it has made. */
    static final class FakeLaunch extends Launch {
        FakeLaunch(ILaunchConfiguration configuration, String mode) {
            super(configuration, mode, null);
        }
    }

    static void plan(Plan plan) {
        NEXT.set(plan);
    }

    @Override
    public ILaunch getLaunch(ILaunchConfiguration configuration, String mode) {
        return new FakeLaunch(configuration, mode);
    }

    @Override
    public void launch(
            ILaunchConfiguration configuration,
            String mode,
            ILaunch launch,
            IProgressMonitor monitor)
            throws CoreException {
        switch (NEXT.getAndSet(Plan.SUCCEED)) {
            case FAIL -> throw new CoreException(org.eclipse.core.runtime.Status.error(FAILURE));
            case BE_CANCELLED -> monitor.setCanceled(true);
            case SUCCEED -> connect(configuration, launch);
        }
    }

    private static void connect(ILaunchConfiguration configuration, ILaunch launch)
            throws CoreException {
        String commands =
                configuration.getAttribute(
                        "org.eclipse.cdt.debug.gdbjtag.core.initCommands", "none");
        String expanded =
                VariablesPlugin.getDefault()
                        .getStringVariableManager()
                        .performStringSubstitution(commands);
        launch.addProcess(new FakeGdb(launch, expanded));
    }
}
