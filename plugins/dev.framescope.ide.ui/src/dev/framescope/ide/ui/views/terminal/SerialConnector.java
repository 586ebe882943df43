package dev.framescope.ide.ui.views.terminal;

import dev.framescope.machine.Machine;

import org.eclipse.tm.internal.terminal.provisional.api.ISettingsStore;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalConnector;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalControl;
import org.eclipse.tm.internal.terminal.provisional.api.TerminalState;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Connects a terminal widget with a machine's serial line. UI thread only, but for what the
 * widget's reader calls: the size and the stream of what is typed.
 */
final class SerialConnector implements ITerminalConnector {
    private final Machine machine;
    private final Runnable resized;
    private final OutputStream input = new Input();
    private ITerminalControl control;
    private TerminalFeed feed;
    private boolean ended;
    private volatile Size size = new Size(0, 0);

    /** How many characters a terminal shows. */
    record Size(int columns, int lines) {}

    /**
     * @param resized called on any thread when the terminal's size has changed
     */
    SerialConnector(Machine machine, Runnable resized) {
        this.machine = machine;
        this.resized = resized;
    }

    /** Types at the guest. The widget's reader writes here too, when it answers a query. */
    private final class Input extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            machine.console().input(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    @Override
    public void connect(ITerminalControl terminal) {
        control = terminal;
        control.setConnectOnEnterIfClosed(false);
        control.setVT100LineWrapping(true);
        control.setState(TerminalState.CONNECTED);
    }

    /** Brings the terminal what the machine prints, once it is connected. */
    void start() {
        feed = new TerminalFeed(machine, control.getRemoteToTerminalOutputStream());
        feed.start();
        if (ended) {
            end();
        }
    }

    /** The machine has ended: what it printed still comes, nothing can be typed any more. */
    void end() {
        ended = true;
        if (feed != null) {
            feed.endOfOutput();
            control.setState(TerminalState.CLOSED);
        }
    }

    /** Ends everything at once; the widget may be gone afterwards. */
    @Override
    public void disconnect() {
        if (feed != null) {
            feed.close();
        }
        if (control != null) {
            control.setState(TerminalState.CLOSED);
        }
    }

    Size size() {
        return size;
    }

    /** Takes the size, which the widget tells again and again. */
    @Override
    public void setTerminalSize(int columns, int lines) {
        Size next = new Size(columns, lines);
        if (!next.equals(size)) {
            size = next;
            resized.run();
        }
    }

    @Override
    public OutputStream getTerminalToRemoteStream() {
        return input;
    }

    @Override
    public boolean isLocalEcho() {
        return false;
    }

    @Override
    public String getId() {
        return "dev.framescope.ide.ui.serialConnector";
    }

    @Override
    public String getName() {
        return "Serial line";
    }

    @Override
    public String getSettingsSummary() {
        return getName();
    }

    @Override
    public boolean isHidden() {
        return true;
    }

    @Override
    public boolean isInitialized() {
        return true;
    }

    @Override
    public String getInitializationErrorMessage() {
        return null; // as the interface says: there is none
    }

    /** Does nothing: a serial line has no settings. */
    @Override
    public void load(ISettingsStore store) {}

    /** Does nothing: a serial line has no settings. */
    @Override
    public void save(ISettingsStore store) {}

    /** Does nothing: a serial line has no settings. */
    @Override
    public void setDefaultSettings() {}

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter.isInstance(this) ? adapter.cast(this) : null;
    }
}
