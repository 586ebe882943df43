package dev.framescope.ide.core.model;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the guest prints, as text. Keeps it until a console takes it over by {@link #flushContents}
 * and {@link #setBuffered}, but not more than its end if none does.
 */
final class UartStreamMonitor implements IFlushableStreamMonitor, Consumer<byte[]> {
    private static final int MAX_KEPT = 4 << 20;

    /** The longest start of a UTF-8 sequence that can be left over for the next piece. */
    private static final int MAX_PARTIAL = 3;

    private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder contents = new StringBuilder();
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] partial = {};
    private boolean buffered = true;

    /** Takes what was printed; on the machine thread. */
    @Override
    public synchronized void accept(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(partial.length + bytes.length);
        in.put(partial).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        partial = new byte[Math.min(in.remaining(), MAX_PARTIAL)];
        in.get(partial);
        append(out.flip().toString());
    }

    /** Tells of what was left over when the machine ended. */
    synchronized void end() {
        if (partial.length > 0) {
            partial = new byte[0];
            append(decoder.replacement());
        }
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
