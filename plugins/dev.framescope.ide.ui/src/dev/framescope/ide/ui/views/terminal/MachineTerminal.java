package dev.framescope.ide.ui.views.terminal;

import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.machine.RunState;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.tm.internal.terminal.control.ITerminalListener;
import org.eclipse.tm.internal.terminal.control.ITerminalViewControl;
import org.eclipse.tm.internal.terminal.control.TerminalViewControlFactory;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalConnector;
import org.eclipse.tm.internal.terminal.provisional.api.TerminalState;

import java.nio.charset.StandardCharsets;

/** The terminal of one machine, as long as its launch is there. UI thread only. */
final class MachineTerminal {
    /**
     * How long a widget is left alone once it is drawn: every 50 ms it takes a picture of the lines
     * that can be seen, and fails if many lines have come before the first.
     */
    private static final int SETTLE_MS = 150;

    private final KernelProcess process;
    private final SerialConnector connector;
    private final ITerminalViewControl widget;
    private boolean ended;

    /**
     * @param changed called on any thread when {@link #describe} has something else to say
     */
    MachineTerminal(Composite parent, KernelProcess process, Runnable changed) {
        this.process = process;
        connector = new SerialConnector(process.session().machine(), changed);
        ITerminalConnector[] connectors = {connector};
        widget = TerminalViewControlFactory.makeControl(new Unheard(), parent, connectors, true);
        widget.setCharset(StandardCharsets.UTF_8);
        widget.setConnector(connector);
        widget.getRootControl().addDisposeListener(event -> disconnect());
        Display display = parent.getDisplay();
        display.asyncExec(() -> connect(display));
    }

    private void connect(Display display) {
        if (!widget.isDisposed()) {
            display.asyncExec(() -> {}); // the widget waits for one event in any case
            widget.connectTerminal();
        }
        if (!widget.isDisposed()) { // it may have gone in the event that was waited for
            whenDrawn(widget.getControl(), () -> display.timerExec(SETTLE_MS, this::start));
        }
    }

    /** Until a terminal is seen, the machine's console keeps what is printed. */
    private static void whenDrawn(Control control, Runnable action) {
        control.addListener(
                SWT.Paint,
                new Listener() {
                    @Override
                    public void handleEvent(Event event) {
                        control.removeListener(SWT.Paint, this);
                        action.run();
                    }
                });
        control.redraw();
    }

    private void start() {
        if (!widget.isDisposed()) {
            connector.start();
        }
    }

    private void disconnect() {
        connector.disconnect();
        widget.disposeTerminal();
    }

    void dispose() {
        control().dispose();
    }

    KernelProcess process() {
        return process;
    }

    ITerminalViewControl widget() {
        return widget;
    }

    /** The control that a page shows. */
    Control control() {
        return widget.getRootControl();
    }

    /** Looks whether the machine has ended. */
    void update() {
        if (!ended && process.isTerminated()) {
            ended = true;
            connector.end();
        }
    }

    /** Which machine it is, what it does, and how large its terminal is. */
    String describe() {
        SerialConnector.Size size = connector.size();
        return process.getLabel() + ": " + state() + ", " + size.columns() + "x" + size.lines();
    }

    private String state() {
        if (process.isTerminated()) {
            return "terminated, exit code " + exitCode();
        }
        return process.session().state() == RunState.RUNNING
                ? "running"
                : "suspended; what is typed waits";
    }

    private String exitCode() {
        try {
            return Integer.toString(process.getExitValue());
        } catch (DebugException e) {
            ILog.of(getClass()).error("A terminated machine has no exit code.", e);
            return "unknown";
        }
    }

    /** The widget's state follows the machine's; a guest cannot set titles. */
    private static final class Unheard implements ITerminalListener {
        @Override
        public void setState(TerminalState state) {
            // set by the connector
        }

        @Override
        public void setTerminalTitle(String title) {
            // left out of the output
        }
    }
}
