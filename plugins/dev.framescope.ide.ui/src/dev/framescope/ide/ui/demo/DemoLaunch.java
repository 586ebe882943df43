package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;

import java.util.Optional;
import java.util.stream.Stream;

/** A sample kernel under the debugger. */
record DemoLaunch(ILaunch launch, DebugSession session) {
    /** Launches an example's first kernel; makes the project if there is none. */
    static DemoLaunch of(ExampleProject example, IProgressMonitor monitor)
            throws CoreException, DemoException {
        ILaunch launch = configuration(example, monitor).launch(ILaunchManager.DEBUG_MODE, monitor);
        if (!(launch.getDebugTarget() instanceof KernelDebugTarget target)) {
            throw new DemoException("The launch has made no debug target.");
        }
        return new DemoLaunch(launch, target.session());
    }

    private static ILaunchConfiguration configuration(
            ExampleProject example, IProgressMonitor monitor) throws CoreException {
        String name = example.firstConfiguration(example.name());
        ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
        Optional<ILaunchConfiguration> existing =
                Stream.of(
                                manager.getLaunchConfigurations(
                                        manager.getLaunchConfigurationType(
                                                KernelLaunchAttributes.TYPE_ID)))
                        .filter(found -> found.getName().equals(name))
                        .findFirst();
        return existing.isPresent() ? existing.get() : example.create(example.name(), monitor);
    }
}
