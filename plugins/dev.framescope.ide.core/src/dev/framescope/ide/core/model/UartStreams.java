package dev.framescope.ide.core.model;

import dev.framescope.machine.Console;

import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy2;

import java.nio.charset.StandardCharsets;

/**
 * The serial line as the streams of a process: UTF-8, both ways. The error stream, which a serial
 * line has not, is what the debugger tells: the messages of log points, in order with what the
 * guest prints.
 */
final class UartStreams implements IStreamsProxy2 {
    private final Console console;
    private final UartStreamMonitor output = new UartStreamMonitor();
    private final UartStreamMonitor log = new UartStreamMonitor();

    UartStreams(Console console) {
        this.console = console;
        console.addOutputListener(output);
    }

    @Override
    public IStreamMonitor getOutputStreamMonitor() {
        return output;
    }

    @Override
    public IStreamMonitor getErrorStreamMonitor() {
        return log;
    }

    @Override
    public void write(String input) {
        console.input(input.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a message of the debugger, a line without its end; on the machine thread. */
    void log(String message) {
        log.accept((message + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** Does nothing: a serial line has no end of input. */
    @Override
    public void closeInputStream() {}

    /** No output comes any more. */
    void close() {
        console.removeOutputListener(output);
        output.end();
        log.end();
    }
}
