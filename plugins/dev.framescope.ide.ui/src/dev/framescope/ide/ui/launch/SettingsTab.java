package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.LaunchSettings;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;

import java.util.Optional;

/** A tab of a launch configuration of type "RV64 Kernel". */
abstract class SettingsTab extends AbstractLaunchConfigurationTab {
    /** Shows what the configuration says. */
    abstract void show(ILaunchConfiguration configuration) throws CoreException;

    /** What is wrong with the configuration, for a person; empty if it can be launched. */
    Optional<String> problem(ILaunchConfiguration configuration) {
        try {
            LaunchSettings.read(configuration);
            return Optional.empty();
        } catch (CoreException e) {
            return Optional.of(e.getStatus().getMessage());
        }
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        // What is not set has its default.
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        try {
            show(configuration);
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getStatus().getMessage());
        }
    }

    @Override
    public boolean isValid(ILaunchConfiguration configuration) {
        Optional<String> problem = problem(configuration);
        setErrorMessage(problem.orElse(null));
        return problem.isEmpty();
    }
}
