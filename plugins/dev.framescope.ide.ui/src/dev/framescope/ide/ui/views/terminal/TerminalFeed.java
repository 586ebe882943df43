package dev.framescope.ide.ui.views.terminal;

import dev.framescope.machine.Machine;

import org.eclipse.core.runtime.ILog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Brings what a machine prints, from before too, to a terminal, on a thread of its own: the
 * terminal may take its time, and neither the machine nor the UI thread waits for it. Any thread
 * may call it.
 */
final class TerminalFeed implements AutoCloseable {
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final Machine machine;
    private final OutputStream terminal;
    private final OutputBacklog backlog = new OutputBacklog();
    private final Consumer<byte[]> listener = backlog::append;
    private final Thread thread;

    /**
     * @param terminal written to by the feed's thread only
     */
    TerminalFeed(Machine machine, OutputStream terminal) {
        this.machine = machine;
        this.terminal = terminal;
        thread = new Thread(this::feed, "framescope-console-" + CREATED.incrementAndGet());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        machine.console().addOutputListener(listener);
        machine.inspect(
                inspection -> {
                    backlog.goLive(); // the listener has heard by now what was printed before
                    return null;
                });
    }

    /** Ends the feed when it has written all that the machine had printed; waits for nothing. */
    void endOfOutput() {
        machine.console().removeOutputListener(listener);
        machine.inspect(
                inspection -> {
                    backlog.close(); // nothing has been printed since the listener was removed
                    return null;
                });
    }

    /** Ends the feed at once. */
    @Override
    public void close() {
        machine.console().removeOutputListener(listener);
        thread.interrupt();
    }

    private void feed() {
        TerminalText text = new TerminalText();
        try {
            Optional<OutputBacklog.Piece> piece = backlog.take();
            while (piece.isPresent()) {
                write(text.convert(piece.get()));
                piece = backlog.take();
            }
            write(text.end());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (IOException e) {
            ILog.of(getClass()).error("The Machine Console cannot be written to.", e);
        }
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        terminal.write(bytes);
        terminal.flush();
        if (Thread.interrupted()) { // the widget's stream goes on without a word
            throw new InterruptedException("closed");
        }
    }
}
