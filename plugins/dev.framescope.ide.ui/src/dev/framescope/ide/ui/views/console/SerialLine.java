package dev.framescope.ide.ui.views.console;

import dev.framescope.machine.Console;

import org.eclipse.core.runtime.ILog;
import org.eclipse.tm.internal.terminal.provisional.api.ISettingsStore;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalConnector;
import org.eclipse.tm.internal.terminal.provisional.api.ITerminalControl;
import org.eclipse.tm.internal.terminal.provisional.api.TerminalState;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Connects a terminal with a machine's serial line. What the guest prints goes through a thread of
 * its own, because the terminal has its writer wait when it cannot keep up, and the machine must
 * not.
 */
final class SerialLine implements ITerminalConnector {
    /** So much waits for the terminal at most; of more, the terminal shows that it is missing. */
    private static final int MAX_WAITING_BYTES = 4 << 20;

    private static final byte[] LOST =
            "\r\n[the guest prints faster than this view can show]\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Console console;
    private final Consumer<byte[]> printed = this::printed;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LineFeeds lineFeeds = new LineFeeds();
    private OutputStream terminal;

    /** Null unless connected; guarded by this. */
    private ExecutorService writer;

    /** On the machine thread only. */
    private boolean lost;

    /** Hands to the guest what is typed. */
    private final OutputStream keys =
            new OutputStream() {
                @Override
                public void write(int key) {
                    console.input(new byte[] {(byte) key});
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    console.input(Arrays.copyOfRange(bytes, offset, offset + length));
                }
            };

    SerialLine(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void connect(ITerminalControl control) {
        terminal = control.getRemoteToTerminalOutputStream();
        writer = Executors.newSingleThreadExecutor(SerialLine::newThread);
        console.addOutputListener(printed);
        control.setState(TerminalState.CONNECTED);
    }

    private static Thread newThread(Runnable body) {
        Thread thread = new Thread(body, "framescope-terminal");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void disconnect() {
        if (writer != null) {
            console.removeOutputListener(printed);
            writer.shutdownNow();
            writer = null;
        }
    }

    /** Called on the machine thread. */
    private synchronized void printed(byte[] bytes) {
        if (writer == null) {
            return;
        }
        if (waiting.addAndGet(bytes.length) > MAX_WAITING_BYTES) {
            waiting.addAndGet(-bytes.length);
            lost = true;
            return;
        }
        boolean gap = lost;
        lost = false;
        writer.execute(() -> write(bytes, gap));
    }

    private void write(byte[] bytes, boolean gap) {
        try {
            if (gap) {
                terminal.write(LOST);
            }
            terminal.write(lineFeeds.translate(bytes));
            terminal.flush();
        } catch (IOException e) {
            // The terminal has been closed while this was on its way, or should not have been.
            ILog.of(getClass()).info("The machine's console cannot be shown", e);
        } finally {
            waiting.addAndGet(-bytes.length);
        }
    }

    @Override
    public OutputStream getTerminalToRemoteStream() {
        return keys;
    }

    @Override
    public String getId() {
        return "dev.framescope.ide.ui.serialLine";
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
        return null;
    }

    /** The guest echoes what is typed. */
    @Override
    public boolean isLocalEcho() {
        return false;
    }

    /** A serial line does not tell the guest how large the terminal is. */
    @Override
    public void setTerminalSize(int columns, int lines) {}

    @Override
    public void setDefaultSettings() {}

    @Override
    public void load(ISettingsStore store) {}

    @Override
    public void save(ISettingsStore store) {}

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }
}
