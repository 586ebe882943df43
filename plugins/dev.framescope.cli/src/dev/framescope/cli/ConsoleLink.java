package dev.framescope.cli;

import dev.framescope.machine.Console;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Connects a guest's serial line with standard input and output, byte by byte. The end of standard
 * input is not told to the guest.
 */
final class ConsoleLink implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;

    /** The end of the line that is connected now; the reader of standard input sees it change. */
    private volatile Console console;

    private final Consumer<byte[]> output;
    private final Terminal terminal;

    private ConsoleLink(Console console, Terminal terminal) {
        this.console = console;
        this.terminal = terminal;
        output = bytes -> print(terminal.out(), bytes);
    }

    static ConsoleLink connect(Console console, Terminal terminal) {
        ConsoleLink link = new ConsoleLink(console, terminal);
        console.addOutputListener(link.output);
        Thread reader = new Thread(link::readInput, "framescope-console-input");
        reader.setDaemon(true);
        reader.start();
        return link;
    }

    /** Connects another machine's serial line in place of this one. */
    void moveTo(Console other) {
        console.removeOutputListener(output);
        console = other;
        other.addOutputListener(output);
    }

    void flush() {
        terminal.out().flush();
    }

    @Override
    public void close() {
        console.removeOutputListener(output);
        flush();
    }

    private static void print(PrintStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private void readInput() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = terminal.in().read(buffer);
                    count >= 0;
                    count = terminal.in().read(buffer)) {
                console.input(Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            terminal.err().println("framescope: standard input: " + e.getMessage());
        }
    }
}
