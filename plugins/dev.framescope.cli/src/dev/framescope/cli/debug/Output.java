package dev.framescope.cli.debug;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Standard output, shared by the guest's console (raw) and the debugger, whose text always begins
 * on a line of its own. While a person edits a line, everything is printed above that line, the
 * guest's output by whole lines. Any thread.
 */
public final class Output {
    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Optional<Consumer<String>> aboveLine = Optional.empty();
    private boolean atLineStart = true;

    Output(PrintStream out) {
        this.out = out;
    }

    /** What the guest prints, as it comes. */
    synchronized void guest(byte[] bytes) {
        if (aboveLine.isPresent()) {
            guestAbove(bytes, aboveLine.get());
        } else if (bytes.length > 0) {
            out.write(bytes, 0, bytes.length);
            out.flush();
            atLineStart = bytes[bytes.length - 1] == '\n';
        }
    }

    private void guestAbove(byte[] bytes, Consumer<String> printer) {
        for (byte b : bytes) {
            if (b == '\n') {
                printer.accept(takeLine());
            } else if (b != '\r') {
                line.write(b);
            }
        }
    }

    private String takeLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }

    /** One or more lines of the debugger. */
    synchronized void print(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (aboveLine.isPresent()) {
            aboveLine.get().accept(text.stripTrailing());
            return;
        }
        startLine();
        out.print(text);
        if (!text.endsWith("\n")) {
            out.println();
        }
        out.flush();
    }

    /**
     * A person edits a line from now on.
     *
     * @param above prints above that line
     */
    synchronized void beginEditing(Consumer<String> above) {
        startLine();
        out.flush();
        aboveLine = Optional.of(above);
    }

    /** The line is typed; what the guest has begun to print meanwhile is printed now. */
    synchronized void endEditing() {
        aboveLine = Optional.empty();
        guest(line.toByteArray());
        line.reset();
    }

    /** The prompt, after which a person types, where lines cannot be edited. */
    public synchronized void prompt() {
        startLine();
        out.print("(framescope) ");
        out.flush();
    }

    private void startLine() {
        if (!atLineStart) {
            out.println();
        }
        atLineStart = true;
    }
}
