package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.DebuggerChoice;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.machine.MachineConfig;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

import java.util.List;

/** The controls of the tab "Kernel", and their way to and from a launch configuration. */
final class KernelControls {
    private static final int COLUMNS = 4;

    private static final List<DebuggerChoice> DEBUGGERS = List.of(DebuggerChoice.values());

    private final TabPage page;
    private final Runnable changed;
    private final KernelFields kernel;
    private final Combo memory;
    private final Spinner harts;
    private final Text stopAt;
    private final Label hint;
    private final Combo debugger;
    private final Text gdb;

    /**
     * @param changed called when something was typed or chosen
     */
    KernelControls(Composite parent, Runnable changed) {
        this.changed = changed;
        page = new TabPage(parent, COLUMNS);
        kernel = new KernelFields(page.group("Kernel"), changed);

        Group machine = page.group("Machine");
        label(machine, "&Memory:");
        memory = combo(machine, SWT.NONE, 1, "128 MiB", "256 MiB", "512 MiB", "1 GiB", "2 GiB");
        label(machine, "&Harts:");
        harts = new Spinner(machine, SWT.BORDER);
        harts.setValues(1, 1, MachineConfig.MAX_HARTS, 0, 1, 1);
        harts.addModifyListener(event -> changed.run());

        Group debugging = page.group("Debugging");
        label(debugging, "S&top at function:");
        stopAt = new Text(debugging, SWT.BORDER);
        stopAt.setMessage("automatic: the kernel's frame allocator");
        stopAt.addModifyListener(event -> changed.run());
        TabPage.fill(stopAt, 1);
        label(debugging, "De&bugger:");
        debugger =
                combo(
                        debugging,
                        SWT.READ_ONLY,
                        1,
                        DEBUGGERS.stream().map(DebuggerChoice::label).toArray(String[]::new));
        label(debugging, "&GDB, for CDT:");
        gdb = new Text(debugging, SWT.BORDER);
        gdb.setMessage("the first for RISC-V on the PATH");
        gdb.addModifyListener(event -> changed.run());
        TabPage.fill(gdb, COLUMNS - 1);
        label(debugging, "");
        hint = new Label(debugging, SWT.NONE);
        TabPage.fill(hint, COLUMNS - 1);
        page.complete();
    }

    Control control() {
        return page.control();
    }

    /** Shows what an empty "stop at" means. */
    void hint(String text) {
        if (!hint.getText().equals(text)) {
            hint.setText(text);
        }
    }

    void show(ILaunchConfiguration configuration) throws CoreException {
        kernel.show(configuration);
        memory.setText(
                configuration.getAttribute(
                        KernelLaunchAttributes.MEMORY, KernelLaunchAttributes.DEFAULT_MEMORY));
        harts.setSelection(
                configuration.getAttribute(
                        KernelLaunchAttributes.HARTS, KernelLaunchAttributes.DEFAULT_HARTS));
        stopAt.setText(configuration.getAttribute(KernelLaunchAttributes.STOP_AT, ""));
        debugger.select(DEBUGGERS.indexOf(DebuggerChoice.of(configuration)));
        gdb.setText(configuration.getAttribute(KernelLaunchAttributes.GDB, ""));
    }

    void apply(ILaunchConfigurationWorkingCopy configuration) {
        kernel.apply(configuration);
        configuration.setAttribute(KernelLaunchAttributes.MEMORY, memory.getText().strip());
        configuration.setAttribute(KernelLaunchAttributes.HARTS, harts.getSelection());
        configuration.setAttribute(KernelLaunchAttributes.STOP_AT, stopAt.getText().strip());
        if (debugger.getSelectionIndex() >= 0) {
            configuration.setAttribute(
                    KernelLaunchAttributes.DEBUGGER,
                    DEBUGGERS.get(debugger.getSelectionIndex()).value());
        }
        configuration.setAttribute(KernelLaunchAttributes.GDB, gdb.getText().strip());
    }

    static void label(Composite parent, String text) {
        new Label(parent, SWT.NONE).setText(text);
    }

    private Combo combo(Composite parent, int style, int columns, String... items) {
        Combo combo = new Combo(parent, SWT.BORDER | SWT.DROP_DOWN | style);
        combo.setItems(items);
        combo.addModifyListener(event -> changed.run());
        TabPage.fill(combo, columns);
        return combo;
    }
}
