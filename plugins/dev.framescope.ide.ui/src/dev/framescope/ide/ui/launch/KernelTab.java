package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelConfigurations;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.core.launch.KernelProbe;
import dev.framescope.ide.core.launch.LaunchSettings;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;

import java.nio.file.Path;
import java.util.Optional;

/** The tab "Kernel": which kernel, on which machine, under which debugger. */
public final class KernelTab extends SettingsTab {
    private final KernelProbeJob probeJob = new KernelProbeJob(this::probed);
    private KernelControls controls;
    private Image image;

    @Override
    public String getName() {
        return "Kernel";
    }

    @Override
    public String getId() {
        return "dev.framescope.ide.ui.kernelTab";
    }

    @Override
    public Image getImage() {
        if (image == null) {
            image =
                    ResourceLocator.imageDescriptorFromBundle(
                                    "dev.framescope.ide.ui", "icons/kernel.svg")
                            .map(ImageDescriptor::createImage)
                            .orElse(null);
        }
        return image;
    }

    @Override
    public void createControl(Composite parent) {
        controls = new KernelControls(parent, this::updateLaunchConfigurationDialog);
        setControl(controls.control());
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        SelectedKernel.current()
                .ifPresent(kernel -> KernelConfigurations.setKernel(configuration, kernel));
    }

    @Override
    void show(ILaunchConfiguration configuration) throws CoreException {
        controls.show(configuration);
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        controls.apply(configuration);
    }

    @Override
    Optional<String> problem(ILaunchConfiguration configuration) {
        LaunchSettings settings;
        try {
            settings = LaunchSettings.read(configuration);
        } catch (CoreException e) {
            controls.hint("");
            return Optional.of(e.getStatus().getMessage());
        }
        Path withSymbols = settings.machine().files().symbols().orElse(settings.kernel().file());
        Optional<KernelProbe> probe = probeJob.probe(withSymbols, settings.stopAt());
        controls.hint(probe.map(found -> hint(settings, found)).orElse(""));
        return probe.flatMap(KernelProbe::problem);
    }

    /** What an empty field for {@link KernelLaunchAttributes#STOP_AT} means for this kernel. */
    static String hint(LaunchSettings settings, KernelProbe probe) {
        if (settings.stopAt().isPresent() || probe.problem().isPresent()) {
            return "";
        }
        return probe.automaticStop()
                .map(function -> "Stops in " + function + ", the kernel's frame allocator.")
                .orElse("Runs until a breakpoint: no known frame allocator is in this kernel.");
    }

    /** The look into the kernel is done: the message of the dialog may be another now. */
    private void probed() {
        Display display = Display.getDefault();
        display.asyncExec(
                () -> {
                    if (getControl() != null && !getControl().isDisposed()) {
                        updateLaunchConfigurationDialog();
                    }
                });
    }

    @Override
    public void dispose() {
        probeJob.cancel();
        if (image != null) {
            image.dispose();
            image = null;
        }
        super.dispose();
    }
}
