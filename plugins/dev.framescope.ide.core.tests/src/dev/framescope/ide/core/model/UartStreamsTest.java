package dev.framescope.ide.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Console;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class UartStreamsTest {
    private final SerialLine line = new SerialLine();
    private final UartStreams streams = new UartStreams(line);

    @Test
    void whatIsTypedGoesToTheSerialLineWithUnixLineEnds() {
        streams.write("ls /\r\n");
        streams.write("帧\n");

        assertEquals("ls /\n帧\n", line.typed.toString());
    }

    @Test
    void whatTheSerialLinePrintsIsTheOutputUntilTheEnd() {
        line.print("hello");
        streams.close();
        line.print("too late");

        assertEquals("hello", streams.getOutputStreamMonitor().getContents());
        assertEquals("", streams.getErrorStreamMonitor().getContents());
    }

    @Test
    void messagesOfLogPointsAreTheErrorStream() {
        streams.log("frame 3");
        streams.log("frame 4");
        streams.close();

        assertEquals("frame 3\nframe 4\n", streams.getErrorStreamMonitor().getContents());
        assertEquals("", streams.getOutputStreamMonitor().getContents());
    }

    /** The far end of a serial line without machine. */
    private static final class SerialLine implements Console {
        final StringBuilder typed = new StringBuilder();
        final List<Consumer<byte[]>> listeners = new ArrayList<>();

        void print(String text) {
            listeners.forEach(listener -> listener.accept(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void input(byte[] bytes) {
            typed.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void addOutputListener(Consumer<byte[]> listener) {
            listeners.add(listener);
        }

        @Override
        public void flush() {
            throw new UnsupportedOperationException("only the machine's own thread does that");
        }

        @Override
        public void removeOutputListener(Consumer<byte[]> listener) {
            listeners.remove(listener);
        }
    }
}
