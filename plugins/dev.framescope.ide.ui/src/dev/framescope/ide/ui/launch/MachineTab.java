package dev.framescope.ide.ui.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.swt.widgets.Composite;

/** The tab "Machine": firmware, what the kernel is given, and devices. */
public final class MachineTab extends SettingsTab {
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
    void show(ILaunchConfiguration configuration) throws CoreException {
        controls.show(configuration);
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        controls.apply(configuration);
    }
}
