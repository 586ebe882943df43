package dev.framescope.cli.debug;

import java.io.PrintStream;

/**
 * Standard output, shared by the guest's console (raw) and the debugger, whose text always begins
 * on a line of its own. Any thread.
 */
final class Output {
    private final PrintStream out;
    private boolean atLineStart = true;

    Output(PrintStream out) {
        this.out = out;
    }

    /** What the guest prints, as it comes. */
    synchronized void guest(byte[] bytes) {
        if (bytes.length > 0) {
            out.write(bytes, 0, bytes.length);
            out.flush();
            atLineStart = bytes[bytes.length - 1] == '\n';
        }
    }

    /** One or more lines of the debugger. */
    synchronized void print(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!atLineStart) {
            out.println();
        }
        out.print(text);
        if (!text.endsWith("\n")) {
            out.println();
        }
        out.flush();
        atLineStart = true;
    }

    /** The prompt, after which a person types. */
    synchronized void prompt() {
        if (!atLineStart) {
            out.println();
        }
        out.print("(framescope) ");
        out.flush();
        atLineStart = true;
    }
}
