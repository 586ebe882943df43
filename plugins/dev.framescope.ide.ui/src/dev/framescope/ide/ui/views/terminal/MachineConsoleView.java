package dev.framescope.ide.ui.views.terminal;

import dev.framescope.ide.core.model.KernelProcess;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.tm.internal.terminal.control.ITerminalViewControl;
import org.eclipse.ui.part.ViewPart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The machines' serial lines, each in a VT100 terminal of its own. Shown is the machine that was
 * launched last, until the debug context or the reader selects another.
 */
public final class MachineConsoleView extends ViewPart {
    public static final String ID = "dev.framescope.ide.ui.views.console";

    private static final String NOTHING_RUNS =
            "No machine is there.\n\n"
                    + "Launch a kernel with Run As or Debug As > RV64 Kernel; its serial line is"
                    + " shown here, and what you type here goes to the kernel.";

    private static final int MARGIN = 10;

    private final Map<KernelProcess, MachineTerminal> terminals = new HashMap<>();
    private final Selection<KernelProcess> selection = new Selection<>();
    private final AtomicBoolean updating = new AtomicBoolean();
    private final IDebugContextListener contextListener =
            event -> Machines.of(event.getContext()).ifPresent(this::select);
    private Display display;
    private Composite pages;
    private Composite messagePage;
    private ConsoleActions actions;
    private Machines machines;
    private IDebugContextService contexts;

    @Override
    public void createPartControl(Composite parent) {
        display = parent.getDisplay();
        pages = new Composite(parent, SWT.NONE);
        pages.setLayout(new StackLayout());
        createMessagePage();
        actions = new ConsoleActions(this);
        actions.contribute();
        contexts =
                DebugUITools.getDebugContextManager()
                        .getContextService(getSite().getWorkbenchWindow());
        contexts.addDebugContextListener(contextListener);
        machines = new Machines(this::updateSoon);
        update();
        Machines.of(contexts.getActiveContext()).ifPresent(this::select);
    }

    private void createMessagePage() {
        messagePage = new Composite(pages, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        messagePage.setLayout(layout);
        Label message = new Label(messagePage, SWT.WRAP);
        message.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        message.setText(NOTHING_RUNS);
    }

    /** Has the view updated on the UI thread; any thread, as often as it likes. */
    private void updateSoon() {
        if (!display.isDisposed() && updating.compareAndSet(false, true)) {
            display.asyncExec(
                    () -> {
                        updating.set(false);
                        if (!pages.isDisposed()) {
                            update();
                        }
                    });
        }
    }

    private void update() {
        selection.update(Machines.now());
        for (KernelProcess process : selection.all()) {
            terminals.computeIfAbsent(process, this::createTerminal).update();
        }
        showSelected();
        for (KernelProcess process : new ArrayList<>(terminals.keySet())) {
            if (!selection.all().contains(process)) {
                terminals.remove(process).dispose();
            }
        }
    }

    private MachineTerminal createTerminal(KernelProcess process) {
        MachineTerminal terminal = new MachineTerminal(pages, process, this::updateSoon);
        ConsoleActions.addMenu(terminal.widget());
        return terminal;
    }

    private void showSelected() {
        Optional<MachineTerminal> terminal = shown();
        String description = terminal.map(MachineTerminal::describe).orElse("");
        if (!description.equals(getContentDescription())) {
            setContentDescription(description);
        }
        bringUp(terminal.map(MachineTerminal::control).orElse(messagePage));
        actions.update();
    }

    private void bringUp(Control page) {
        StackLayout layout = (StackLayout) pages.getLayout();
        if (layout.topControl != page) {
            boolean focused = hasFocus(layout.topControl);
            layout.topControl = page;
            pages.layout();
            if (focused) {
                setFocus();
            }
        }
    }

    private boolean hasFocus(Control page) {
        Control control = page == null ? null : display.getFocusControl();
        while (control != null && control != page) {
            control = control.getParent();
        }
        return control != null;
    }

    /** Shows the terminal of a machine. */
    void select(KernelProcess process) {
        selection.select(process);
        showSelected();
    }

    /** The machines to select from. */
    List<KernelProcess> machines() {
        return selection.all();
    }

    /** The terminal that is shown; empty where there is a message. */
    Optional<MachineTerminal> shown() {
        return selection.selected().map(terminals::get);
    }

    /** The terminal widget that is shown; empty where there is a message. */
    public Optional<ITerminalViewControl> terminal() {
        return shown().map(MachineTerminal::widget);
    }

    @Override
    public void setFocus() {
        shown().ifPresentOrElse(terminal -> terminal.widget().setFocus(), pages::setFocus);
    }

    @Override
    public void dispose() {
        if (machines != null) {
            machines.close();
        }
        if (contexts != null) {
            contexts.removeDebugContextListener(contextListener);
        }
        super.dispose();
    }
}
