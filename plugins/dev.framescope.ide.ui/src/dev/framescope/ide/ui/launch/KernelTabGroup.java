package dev.framescope.ide.ui.launch;

import org.eclipse.debug.ui.AbstractLaunchConfigurationTabGroup;
import org.eclipse.debug.ui.CommonTab;
import org.eclipse.debug.ui.ILaunchConfigurationDialog;
import org.eclipse.debug.ui.ILaunchConfigurationTab;
import org.eclipse.debug.ui.sourcelookup.SourceLookupTab;

/** The tabs of a launch configuration of type "RV64 Kernel". */
public final class KernelTabGroup extends AbstractLaunchConfigurationTabGroup {
    @Override
    public void createTabs(ILaunchConfigurationDialog dialog, String mode) {
        setTabs(
                new ILaunchConfigurationTab[] {
                    new KernelTab(),
                    new MachineTab(),
                    new ProgramsTab(),
                    new SourceLookupTab(),
                    new CommonTab()
                });
    }
}
