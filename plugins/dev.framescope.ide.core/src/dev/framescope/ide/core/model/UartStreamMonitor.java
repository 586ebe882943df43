package dev.framescope.ide.core.model;

import dev.framescope.ide.core.serial.PlainText;
import dev.framescope.ide.core.serial.Utf8Pieces;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the guest prints, or the debugger tells, as plain text, without escape sequences: its
 * readers are no terminals. Keeps it until a console takes it over by {@link #flushContents} and
 * {@link #setBuffered}, but not more than its end if none does.
 */
final class UartStreamMonitor implements IFlushableStreamMonitor, Consumer<byte[]> {
    private static final int MAX_KEPT = 4 << 20;

    private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder contents = new StringBuilder();
    private final Utf8Pieces pieces = new Utf8Pieces();
    private final PlainText plain = new PlainText();
    private boolean buffered = true;

    /** Takes what was printed; on the machine thread. */
    @Override
    public synchronized void accept(byte[] bytes) {
        append(plain.strip(pieces.decode(bytes)));
    }

    /** Tells of what was left over when the machine ended. */
    synchronized void end() {
        append(plain.strip(pieces.end()));
    }

    private void append(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (buffered) {
            contents.append(text);
            if (contents.length() > MAX_KEPT) {
                contents.delete(0, contents.length() - MAX_KEPT / 2);
            }
        }
        listeners.forEach(listener -> listener.streamAppended(text, this));
    }

    @Override
    public void addListener(IStreamListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(IStreamListener listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized String getContents() {
        return contents.toString();
    }

    @Override
    public synchronized void flushContents() {
        contents.setLength(0);
    }

    @Override
    public synchronized void setBuffered(boolean on) {
        buffered = on;
    }

    @Override
    public synchronized boolean isBuffered() {
        return buffered;
    }
}
