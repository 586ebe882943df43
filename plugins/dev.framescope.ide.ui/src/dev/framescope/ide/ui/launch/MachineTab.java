package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.LaunchSettings;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.swt.widgets.Composite;

/** The tab "Machine": firmware, what the kernel is given, and devices. */
public final class MachineTab extends AbstractLaunchConfigurationTab {
    private MachineControls controls;

    @Override
    public String getName() {
        return "Machine";
    }

    @Override
    public String getId() {
        return "dev.framescope.ide.ui.machineTab";
    }

    @Override
    public void createControl(Composite parent) {
        controls = new MachineControls(parent, this::updateLaunchConfigurationDialog);
        setControl(controls.control());
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        // What is not set has its default.
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        try {
            controls.show(configuration);
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getStatus().getMessage());
        }
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        controls.apply(configuration);
    }

    @Override
    public boolean isValid(ILaunchConfiguration configuration) {
        try {
            LaunchSettings.read(configuration);
            setErrorMessage(null);
            return true;
        } catch (CoreException e) {
            setErrorMessage(e.getStatus().getMessage());
            return false;
        }
    }
}
