package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.insight.boot.FirmwareChoice;
import dev.framescope.machine.IsaProfile;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import java.util.Arrays;
import java.util.List;

/** The controls of the tab "Machine", and their way to and from a launch configuration. */
final class MachineControls {
    private static final int COLUMNS = 3;
    private static final int DRIVE_LINES = 3;

    /** In the order in which they are offered, before a file. */
    private static final List<String> FIRMWARE =
            List.of(
                    FirmwareChoice.AUTOMATIC.toString(),
                    FirmwareChoice.BUILTIN.toString(),
                    FirmwareChoice.NONE.toString());

    private static final String[] FIRMWARE_LABELS = {
        "Automatic: built-in, but none for a program at the start of memory",
        "Built-in SBI (the kernel starts in S-mode)",
        "None (the kernel starts in M-mode)",
        "A file, such as OpenSBI's fw_dynamic"
    };

    private static final List<String> PROFILES =
            Arrays.stream(IsaProfile.values()).map(IsaProfile::text).toList();

    private static final String[] PROFILE_LABELS = {
        "RV64GC with Sv39", "As QEMU's virt machine", "RVA22", "Everything that there is"
    };

    private final TabPage page;
    private final Runnable changed;
    private final Combo firmware;
    private final Text firmwareFile;
    private final Button browseFirmware;
    private final Combo profile;
    private final Text arguments;
    private final Text ramDisk;
    private final Text symbols;
    private final Text deviceTree;
    private final Text drives;
    private final Button network;
    private final Button entropy;

    /**
     * @param changed called when something was typed or chosen
     */
    MachineControls(Composite parent, Runnable changed) {
        this.changed = changed;
        page = new TabPage(parent, COLUMNS);
        Group processor = page.group("Processor and firmware");
        profile = combo(processor, "&Instruction set:", PROFILE_LABELS);
        firmware = combo(processor, "Fi&rmware:", FIRMWARE_LABELS);
        label(processor, "Firmware fi&le:");
        firmwareFile = text(processor);
        browseFirmware = browseButton(processor, firmwareFile);

        Group kernel = page.group("Given to the kernel");
        label(kernel, "Ar&guments:");
        arguments = text(kernel);
        TabPage.fill(arguments, COLUMNS - 1);
        arguments.setMessage("such as console=ttyS0");
        ramDisk = file(kernel, "Initial RAM &disk:");
        deviceTree = file(kernel, "Device tr&ee:");
        deviceTree.setMessage("the machine's own");
        symbols = file(kernel, "S&ymbols:");
        symbols.setMessage("the kernel's own; an ELF file if the kernel is an Image");

        Group devices = page.group("Devices");
        label(devices, "Dri&ves, one on each line:");
        drives = new Text(devices, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
        drives.setToolTipText(
                "file=FILE, then ,readonly or ,snapshot (what the guest writes is not kept)");
        drives.addModifyListener(event -> changed.run());
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .span(COLUMNS - 1, 1)
                .hint(TabPage.FIELD_WIDTH, DRIVE_LINES * drives.getLineHeight())
                .applyTo(drives);
        network = check(devices, "&Network card (its network ends inside the machine)");
        entropy = check(devices, "Entr&opy source");
        page.complete();
    }

    Control control() {
        return page.control();
    }

    void show(ILaunchConfiguration configuration) throws CoreException {
        String choice =
                configuration.getAttribute(
                        KernelLaunchAttributes.FIRMWARE, KernelLaunchAttributes.DEFAULT_FIRMWARE);
        boolean embedded = FIRMWARE.contains(choice);
        firmware.select(embedded ? FIRMWARE.indexOf(choice) : FIRMWARE.size());
        firmwareFile.setText(embedded ? "" : choice);
        profile.select(
                PROFILES.indexOf(
                        configuration.getAttribute(
                                KernelLaunchAttributes.PROFILE,
                                KernelLaunchAttributes.DEFAULT_PROFILE)));
        arguments.setText(configuration.getAttribute(KernelLaunchAttributes.ARGUMENTS, ""));
        ramDisk.setText(configuration.getAttribute(KernelLaunchAttributes.INITIAL_RAM_DISK, ""));
        deviceTree.setText(configuration.getAttribute(KernelLaunchAttributes.DEVICE_TREE, ""));
        symbols.setText(configuration.getAttribute(KernelLaunchAttributes.SYMBOLS, ""));
        drives.setText(
                String.join(
                        drives.getLineDelimiter(),
                        configuration.getAttribute(KernelLaunchAttributes.DRIVES, List.of())));
        network.setSelection(configuration.getAttribute(KernelLaunchAttributes.NETWORK, false));
        entropy.setSelection(configuration.getAttribute(KernelLaunchAttributes.ENTROPY, false));
        enableFirmwareFile();
    }

    void apply(ILaunchConfigurationWorkingCopy configuration) {
        int choice = firmware.getSelectionIndex();
        configuration.setAttribute(
                KernelLaunchAttributes.FIRMWARE,
                choice >= 0 && choice < FIRMWARE.size()
                        ? FIRMWARE.get(choice)
                        : firmwareFile.getText().strip());
        if (profile.getSelectionIndex() >= 0) {
            configuration.setAttribute(
                    KernelLaunchAttributes.PROFILE, PROFILES.get(profile.getSelectionIndex()));
        }
        set(configuration, KernelLaunchAttributes.ARGUMENTS, arguments);
        set(configuration, KernelLaunchAttributes.INITIAL_RAM_DISK, ramDisk);
        set(configuration, KernelLaunchAttributes.DEVICE_TREE, deviceTree);
        set(configuration, KernelLaunchAttributes.SYMBOLS, symbols);
        configuration.setAttribute(
                KernelLaunchAttributes.DRIVES,
                drives.getText().lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
        configuration.setAttribute(KernelLaunchAttributes.NETWORK, network.getSelection());
        configuration.setAttribute(KernelLaunchAttributes.ENTROPY, entropy.getSelection());
    }

    private static void set(
            ILaunchConfigurationWorkingCopy configuration, String attribute, Text field) {
        configuration.setAttribute(attribute, field.getText().strip());
    }

    private void enableFirmwareFile() {
        boolean file = firmware.getSelectionIndex() == FIRMWARE.size();
        firmwareFile.setEnabled(file);
        browseFirmware.setEnabled(file);
    }

    private static void label(Composite parent, String text) {
        new Label(parent, SWT.NONE).setText(text);
    }

    private Combo combo(Composite parent, String label, String... items) {
        label(parent, label);
        Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setItems(items);
        combo.addSelectionListener(
                SelectionListener.widgetSelectedAdapter(
                        event -> {
                            enableFirmwareFile();
                            changed.run();
                        }));
        TabPage.fill(combo, COLUMNS - 1);
        return combo;
    }

    private Text text(Composite parent) {
        Text text = new Text(parent, SWT.BORDER);
        text.addModifyListener(event -> changed.run());
        TabPage.fill(text, 1);
        return text;
    }

    private Text file(Composite parent, String label) {
        label(parent, label);
        Text text = text(parent);
        browseButton(parent, text);
        return text;
    }

    private static Button browseButton(Composite parent, Text target) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText("Browse...");
        button.addSelectionListener(
                SelectionListener.widgetSelectedAdapter(event -> browse(target)));
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    private static void browse(Text target) {
        FileDialog dialog = new FileDialog(target.getShell(), SWT.OPEN);
        String chosen = dialog.open();
        if (chosen != null) {
            target.setText(chosen);
        }
    }

    private Button check(Composite parent, String label) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(label);
        button.addSelectionListener(
                SelectionListener.widgetSelectedAdapter(event -> changed.run()));
        GridDataFactory.fillDefaults().span(COLUMNS, 1).applyTo(button);
        return button;
    }
}
